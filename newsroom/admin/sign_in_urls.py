"""Where the pages of sign-in are: one's own, and those about colleagues."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import PasswordChangeView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from newsroom.admin import colleagues, sign_in
from newsroom.admin.sign_in_forms import OwnPasswordForm


def sign_in_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the pages, each behind the door but one."""

    def own(request: HttpRequest) -> HttpResponse:
        return sign_in.show_sign_in(request, site.each_context(request))

    def renew(request: HttpRequest) -> HttpResponse:
        return sign_in.renew(request, site.each_context(request))

    def accounts(request: HttpRequest) -> HttpResponse:
        return colleagues.show_accounts(request, site.each_context(request))

    def freeze(request: HttpRequest, account: int) -> HttpResponse:
        return colleagues.freeze_account(request, account, site.each_context(request))

    def unfreeze(request: HttpRequest, account: int) -> HttpResponse:
        return colleagues.unfreeze_account(request, account, site.each_context(request))

    closes = require_POST(sign_in.close_sessions)
    guarded = site.admin_view
    return [
        path("sign-in/", guarded(own), name="sign-in"),
        path("sign-in/second-factor/", _set_up(site), name="second-factor"),
        path("sign-in/codes/", guarded(renew), name="recovery-codes"),
        path("sign-in/sessions/", guarded(closes), name="end-sessions"),
        path("accounts/", guarded(accounts), name="accounts"),
        path("accounts/<int:account>/freeze/", guarded(freeze), name="freeze"),
        path("accounts/<int:account>/unfreeze/", guarded(unfreeze), name="unfreeze"),
    ]


def change_password(
    request: HttpRequest, site: AdminSite, extra_context: dict[str, Any]
) -> Any:
    """Change one's own password, and keep this session alone."""

    class KeepingThis(PasswordChangeView):
        def get_form(self, form_class: Any = None) -> Any:
            form: Any = super().get_form(form_class)
            form.keep = self.request.session.session_key
            return form

    view = KeepingThis.as_view(
        form_class=OwnPasswordForm,
        success_url=reverse("admin:password_change_done"),
        template_name="admin/own_password.html",
        extra_context={**site.each_context(request), **extra_context},
    )
    answer: Any = view(request)
    return answer


def _set_up(site: AdminSite) -> Any:
    """Guard the page on which the second factor is set up: it asks for none."""

    def page(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not (user.is_active and user.is_staff):
            return redirect_to_login(request.path, reverse("admin:login"))
        return sign_in.set_up_factor(request, site.each_context(request))

    return never_cache(csrf_protect(page))
