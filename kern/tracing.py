"""One number from the click to the mail it causes: every log line of a request, and of the tasks it starts, has it."""

import logging
import re
import time
import uuid
from http import HTTPStatus

from celery.signals import before_task_publish, task_postrun, task_prerun
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars, get_contextvars

HEADER = "X-Request-ID"
_PROPER = re.compile(r"[A-Za-z0-9-]{8,64}")
logger = logging.getLogger("verzoek")


class RequestLogMiddleware:
    """A line for every request: which page, how it ended and how long it took.

    The page is the pattern of its address, for the address itself may hold a key to act. The person is left out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "")
        request_id = given if _PROPER.fullmatch(given) else uuid.uuid4().hex
        with bound_contextvars(request_id=request_id):
            begin = time.perf_counter()
            response = self.get_response(request)
            _tell(request, response, ms=round(1000 * (time.perf_counter() - begin)))
        response[HEADER] = request_id
        return response


def _tell(request, response, ms):
    route = f"/{request.resolver_match.route}" if request.resolver_match else ""
    if route in _SILENT and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return
    method = request.method if request.method in _METHODS else "?"
    level = logging.DEBUG if route in _QUIET else logging.INFO
    logger.log(level, "request", extra={"method": method, "route": route, "status": response.status_code, "ms": ms})


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_SILENT = {"/d/<str:token>/"}  # a line with a time would tell when somebody answered an evaluation
_QUIET = {"/gezond/"}  # load balancers ask every few seconds


@before_task_publish.connect(dispatch_uid="kern.tracing.publish")
def _take_along(headers=None, **kwargs):
    request_id = get_contextvars().get("request_id")
    if request_id and headers is not None:
        headers["request_id"] = request_id


@task_prerun.connect(dispatch_uid="kern.tracing.begin")
def _begin(task=None, task_id=None, **kwargs):
    if task.request.is_eager:  # inside a request, whose number it keeps
        return
    clear_contextvars()
    request_id = getattr(task.request, "request_id", None) or (task.request.headers or {}).get("request_id")
    bind_contextvars(task=task.name, task_id=task_id, **({"request_id": request_id} if request_id else {}))


@task_postrun.connect(dispatch_uid="kern.tracing.end")
def _end(task=None, **kwargs):
    if not task.request.is_eager:
        clear_contextvars()
