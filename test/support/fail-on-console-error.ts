/** Code that complains on console.error while a test runs has a defect that no assertion saw: fail that test. */
const complaints: unknown[][] = [];
const original = console.error;

beforeEach(() => {
  complaints.length = 0;
  console.error = (...args: unknown[]) => {
    complaints.push(args);
    original(...args);
  };
});

afterEach(() => {
  console.error = original;
  if (complaints.length > 0) throw new Error(`console.error was called: ${String(complaints[0]?.[0])}`);
});
