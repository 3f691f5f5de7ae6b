"""The addresses of capital, below a cooperative. The last step of a departure stands before the register's own."""

from django.urls import path

from rochdale.capital.views import certificates, desk, holder, leaving, outputs, overview, queue

app_name = "capital"
urlpatterns = [
    path("my-shares/", holder.my_shares, name="my-shares"),
    path("my-shares/redeem/", queue.redeem, name="redeem"),
    path("my-shares/requests/<uuid:request_id>/withdraw/", queue.withdraw, name="withdraw"),
    path("my-shares/certificates/", certificates.my_certificates, name="my-certificates"),
    path("certificates/", certificates.check, name="check"),
    path("certificates/<uuid:certificate_id>.pdf", certificates.certificate, name="certificate"),
    path("shares/", overview.shares, name="shares"),
    path("shares/delays/", overview.delays, name="delays"),
    path("shares/delays/remind/", overview.remind, name="remind"),
    path("shares/classes/", overview.classes, name="classes"),
    path("shares/classes/open/", overview.open_class, name="open-class"),
    path("shares/register/", outputs.register, name="register"),
    path("shares/register.<slug:ending>", outputs.register_file, name="register-file"),
    path("shares/movements/", outputs.year, name="year"),
    path("shares/movements.<slug:ending>", outputs.year_file, name="year-file"),
    path("shares/movements/<uuid:movement_id>/", holder.movement, name="movement"),
    path("shares/movements/<uuid:movement_id>/pay-in/", desk.pay_in, name="pay-in"),
    path("shares/movements/<uuid:movement_id>/reverse/", desk.reverse, name="reverse"),
    path("shares/queue/", queue.queue, name="queue"),
    path("shares/queue.<slug:ending>", outputs.waiting_file, name="waiting-file"),
    path("shares/queue/pay/", queue.pay_many, name="pay-many"),
    path("shares/queue/<uuid:request_id>/pay/", queue.pay_first, name="pay-first"),
    path("shares/queue/<uuid:request_id>/withdraw/", queue.queue_withdraw, name="queue-withdraw"),
    path("shares/holders/<uuid:person_id>/", holder.holder, name="holder"),
    path("shares/holders/<uuid:person_id>/issue/", desk.issue, name="issue"),
    path("shares/holders/<uuid:person_id>/transfer/", desk.transfer, name="transfer"),
    path("shares/holders/<uuid:person_id>/convert/", desk.convert, name="convert"),
    path("shares/holders/<uuid:person_id>/redeem/", queue.ask, name="ask"),
    path(
        "shares/holders/<uuid:person_id>/certificates/",
        certificates.holder_certificates,
        name="holder-certificates",
    ),
    path("leaving/<uuid:departure_id>/<slug:step>/", leaving.departure_step, name="departure-step"),
]
