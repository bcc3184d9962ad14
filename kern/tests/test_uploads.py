from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory


@pytest.fixture
def small(settings, tmp_path):
    settings.UPLOAD_MAX_BYTES = 200_000
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 50_000
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


def upload(*sizes):
    files = {f"bestand{n}": SimpleUploadedFile(f"{n}.txt", b"x" * size) for n, size in enumerate(sizes)}
    request = RequestFactory().post("/", {"titel": "blijft"} | files)
    return request, request.POST, request.FILES


def close(files):
    for file in files.values():
        file.close()


@pytest.mark.parametrize("size", [10, 60_000, 199_000])
def test_file_that_fits_comes_through_whole(small, size):
    request, _, files = upload(size)

    assert files["bestand0"].size == size
    assert not hasattr(request, "upload_te_groot")
    close(files)


@pytest.mark.parametrize("sizes", [(300_000,), (150_000, 150_000)])
def test_too_much_is_thrown_away_while_it_comes_in(small, sizes):
    request, post, files = upload(*sizes)

    assert request.upload_te_groot
    assert post["titel"] == "blijft"
    assert len(files) == len(sizes) - 1
    assert sum(path.stat().st_size for path in Path(small).iterdir()) <= 200_000
    close(files)


def test_nothing_stays_in_the_temporary_folder(small):
    _, _, files = upload(60_000)
    close(files)

    assert list(small.iterdir()) == []
