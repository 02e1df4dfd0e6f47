/*
 * The header of DOS compilers that many introductions to C still include, in order to keep a window open at the end.
 * Here there is no window: a key counts as pressed at once.
 */
#ifndef ASSAY_CONIO_H
#define ASSAY_CONIO_H

static inline int getch(void)
{
    return '\n';
}

static inline int getche(void)
{
    return '\n';
}

static inline void clrscr(void)
{
}

#endif
