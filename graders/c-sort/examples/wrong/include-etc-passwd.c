/* The sandbox shows an empty file in the place of the accounts, so this compiles, tells nothing and sorts nothing. */
#include "/etc/passwd"
int main(void) { return 0; }
