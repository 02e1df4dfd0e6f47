/** Tests with real servers and containers wait for those; the limits inside the tests are the ones that mean something. */
jest.setTimeout(180_000);
