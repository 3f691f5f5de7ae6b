"""The addresses of banking, below a cooperative. Its home and member pages stand before those of the register."""

from django.urls import path

from rochdale.banking.views import (
    accounts,
    admissions,
    books,
    cooperative,
    counter,
    entries,
    home,
    leaving,
    member,
    proposals,
    second_person,
)

app_name = "banking"
urlpatterns = [
    path("", home.home, name="home"),
    path("our-cooperative/", cooperative.our_cooperative, name="cooperative"),
    path("search/", home.search, name="search"),
    path("register/<int:number>/", member.member, name="member"),
    path("leaving/<uuid:departure_id>/", leaving.departure, name="departure"),
    path("my-file/leave/", leaving.leave, name="leave"),
    path("applications/<uuid:application_id>/", admissions.application, name="application"),
    path("applications/<uuid:application_id>/pay/", admissions.pay, name="pay-admission"),
    path("accounts/<str:number>/", accounts.account, name="account"),
    path("accounts/<str:number>/statement.pdf", accounts.statement_pdf, name="statement-pdf"),
    path("accounts/<str:number>/statement.csv", accounts.statement_csv, name="statement-csv"),
    path("entries/<uuid:entry_id>/", entries.entry, name="entry"),
    path("entries/<uuid:entry_id>/reverse/", entries.reverse, name="reverse"),
    path("counter/deposit/", counter.deposit, name="deposit"),
    path("counter/withdrawal/", counter.withdraw, name="withdraw"),
    path("counter/transfer/", counter.transfer, name="transfer"),
    path("waiting/<uuid:pending_id>/", second_person.pending, name="pending"),
    path("waiting/<uuid:pending_id>/approve/", second_person.approve, name="approve"),
    path("waiting/<uuid:pending_id>/refuse/", second_person.refuse, name="refuse"),
    path("waiting/acts/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("waiting/acts/<uuid:proposal_id>/approve/", proposals.approve, name="proposal-approve"),
    path("waiting/acts/<uuid:proposal_id>/refuse/", proposals.refuse, name="proposal-refuse"),
    path("waiting/acts/<uuid:proposal_id>/withdraw/", proposals.withdraw, name="proposal-withdraw"),
    path("books/trial-balance/", books.trial_balance, name="trial-balance"),
    path("books/accounts/<uuid:account_id>/", books.chart_account, name="chart-account"),
    path("books/days/", books.days, name="days"),
    path("books/days/close/", books.close_day, name="close-day"),
    path("books/days/<str:on>/", books.day, name="day"),
]
