"""The people of the tests of offers: the map shows offers too."""

from tests.web.offers.conftest import world as world
