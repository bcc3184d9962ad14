from django import forms


class GesprokenForm(forms.Form):
    dag = forms.DateField(label="Gesproken op", error_messages={"required": "Kies een dag."})
