"""The one door to the environment; settings and the modules it is made of come in here."""

import environ

env = environ.Env()
