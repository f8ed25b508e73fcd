"""Every address of the newsroom."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("website.urls")),
]

handler403 = "newsroom.rescue.permission_denied"
handler404 = "website.views.page_not_found"
handler500 = "newsroom.rescue.server_error"
