"""The addresses of the inbox, the desks and what was referred, below the language."""

from __future__ import annotations

from django.urls import path

from wegwijzer.web.inbox import (
    views,
    views_address,
    views_brought,
    views_desk,
    views_figures,
    views_offer,
    views_refer,
)

app_name = "inbox"

urlpatterns = [
    path("postvak/", views.inbox, name="inbox"),
    path("postvak/<uuid:offer_id>/", views.offer, name="offer"),
    path("postvak/<uuid:offer_id>/stap/", views_offer.step, name="step"),
    path("postvak/<uuid:offer_id>/bericht/", views_offer.message, name="message"),
    path("postvak/<uuid:offer_id>/collega/", views_offer.colleague, name="colleague"),
    path("postvak/<uuid:offer_id>/afspraak/", views_offer.appointment, name="appointment"),
    path(
        "postvak/<uuid:offer_id>/afspraak/<uuid:appointment_id>/",
        views_offer.change_appointment,
        name="change_appointment",
    ),
    path("postvak/<uuid:offer_id>/doorverwijzen/", views_refer.refer_on, name="refer_on"),
    path("postvak/<uuid:offer_id>/adres/<int:speaker_id>/", views_address.mend_at_desk, name="mend_at_desk"),
    path("adres-verbeteren/", views_address.mend, name="mend"),
    path("loket/<uuid:desk_id>/", views_desk.desk, name="desk"),
    path("loket/<uuid:desk_id>/afwezig/", views_desk.add_absence, name="add_absence"),
    path("loket/<uuid:desk_id>/afwezig/<int:absence_id>/", views_desk.remove_absence, name="remove_absence"),
    path("loket/<uuid:desk_id>/cijfers/", views_figures.figures, name="figures"),
    path("loket/<uuid:desk_id>/cijfers/csv/", views_figures.figures_csv, name="figures_csv"),
    path("doorverwezen/", views_brought.brought_list, name="brought_list"),
    path("doorverwezen/<uuid:participant_id>/", views_brought.brought, name="brought"),
    path("doorverwezen/<uuid:participant_id>/bericht/", views_brought.message, name="brought_message"),
    path("doorverwezen/<uuid:participant_id>/weg/", views_brought.leave, name="leave"),
]
