"""Uploads that are too large are not kept while they come in."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimietUploadHandler(FileUploadHandler):
    """Lets at most ``UPLOAD_MAX_BYTES`` of files pass in one request; what goes over is read and thrown away.

    The view finds no file then, and ``request.upload_te_groot``. First in FILE_UPLOAD_HANDLERS.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.gezien = 0

    def receive_data_chunk(self, raw_data, start):
        self.gezien += len(raw_data)
        if self.gezien > settings.UPLOAD_MAX_BYTES:
            self.request.upload_te_groot = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
