from django.urls import path

from evaluatie.quiz import views

urlpatterns = [path("mijn/quiz/", views.quiz, name="quiz")]
