app_name = "netwerken"
urlpatterns = []
