"""What accounts differ on is told by what each gives, where the disagreement itself does not say."""

from datetime import date

from tests import factories as make
from warledger.desk.dossier.views import AccountView, differing_views
from warledger.records import Account, Disagreement


def view(account: Account, number: int) -> AccountView:
    return AccountView(account, number, ("", account.evidence.text, ""), f"Outlet {number}", None, "", None)


def test_each_day_that_is_given_stands_with_the_accounts_that_give_it() -> None:
    days = (date(2016, 6, 25), date(2016, 6, 26), date(2016, 6, 25))
    accounts = [
        make.account(make.report(f"r{n}"), id=f"a-{n}", date=make.day(day)) for n, day in enumerate(days, 1)
    ]
    views = [view(account, n) for n, account in enumerate(accounts, 1)]
    ids = tuple(account.id for account in accounts)
    dated = Disagreement("date", "dated 25 June 2016 and 26 June 2016 by different accounts", ids)
    counted = Disagreement("figure", "7 killed according to one, 9 according to another", ids[:2])
    by_day, by_name = differing_views(make.incident(accounts, disagreements=(dated, counted)), views)
    assert [(words, [v.number for v in said]) for words, said in by_day.given] == [
        ("25 June 2016", [1, 3]),
        ("26 June 2016", [2]),
    ]
    assert [(words, [v.number for v in said]) for words, said in by_name.given] == [("", [1, 2])]
