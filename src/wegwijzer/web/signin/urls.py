"""The addresses of signing in, the account and people, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.signin import views, views_account, views_desks, views_factors, views_mail, views_oidc, views_people

app_name = "signin"

urlpatterns = [
    path("aanmelden/", views.sign_in, name="sign_in"),
    path("aanmelden/gevraagd/", views.asked, name="asked"),
    path("aanmelden/wachtwoord/", views.password, name="password"),
    path("aanmelden/met/<slug:provider_id>/", views_oidc.through, name="through"),
    path("aanmelden/niet-gelukt/", views.not_signed_in, name="not_signed_in"),
    path("aanmelden/code/", views_factors.code, name="code"),
    path("aanmelden/code/instellen/", views_factors.set_up, name="set_up"),
    path("aanmelden/code/overslaan/", views_factors.skip, name="skip"),
    path("binnen/<str:token>/", views.come_in, name="come_in"),
    path("afmelden/", views.sign_out, name="sign_out"),
    path("account/", views_account.account, name="account"),
    path("account/aanmeldingen/", views_account.end_sign_ins, name="end_sign_ins"),
    path("account/code/", views_factors.own_factors, name="own_factors"),
    path("mensen/", views_people.people, name="people"),
    path("mensen/<uuid:person_id>/", views_people.person, name="person"),
    path("mensen/<uuid:person_id>/rol/", views_people.change_site_role, name="change_site_role"),
    path("mensen/<uuid:person_id>/code/", views_people.reset_factors, name="reset_factors"),
    path("mensen/<uuid:person_id>/toegang/", views_people.change_access, name="change_access"),
    path("mensen/post/", views_mail.mail, name="mail"),
    path("mensen/post/doe/", views_mail.decide_mail, name="decide_mail"),
    path("mensen/loketten/", views_desks.desks, name="desks"),
    path("mensen/loket/<uuid:desk_id>/", views_desks.members, name="members"),
    path("mensen/loket/<uuid:desk_id>/<int:membership_id>/", views_desks.change_member, name="change_member"),
]
