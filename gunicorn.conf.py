"""What every web process shares; `Procfile` and `make start` say the rest. Gunicorn reads this file by itself."""

from config.logs import LOGGING

logconfig_dict = LOGGING
control_socket_disable = True
