from http import HTTPStatus


class RefusedFormMiddleware:
    """A page that shows a form again because the input was wrong says so in its status too.

    Our own views do this themselves; allauth's answer 200.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == HTTPStatus.OK and getattr(form, "errors", None):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
