from subsidie.toetsen.urls import urlpatterns as toetsen

app_name = "subsidie"
urlpatterns = [*toetsen]
