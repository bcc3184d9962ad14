from django.urls import path

from kern import views

app_name = "kern"
urlpatterns = [path(".well-known/security.txt", views.security_txt, name="security_txt")]
