from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "aitys.web"
    label = "web"
