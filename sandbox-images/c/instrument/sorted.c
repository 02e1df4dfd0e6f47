/* Whether an output contains the sorted keys; the leniency of the grader (graders/c-sort/src/output.ts) in short. */
#include "runtime.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct matcher {
    const int32_t *sorted;
    size_t n;
    int64_t *values;
    size_t count;
};

static bool ends_sorted(const struct matcher *m)
{
    if (m->count < m->n)
        return false;
    const int64_t *tail = m->values + (m->count - m->n);
    if (m->n > 0 && (tail[0] != m->sorted[0] || tail[m->n - 1] != m->sorted[m->n - 1]))
        return false;
    for (size_t i = 0; i < m->n; i++)
        if (tail[i] != m->sorted[i])
            return false;
    return true;
}

static bool scan(const char *text, size_t length, bool last_of_line, struct matcher *m)
{
    m->count = 0;
    bool pending = false;
    int64_t value = 0;
    for (size_t i = 0; i < length; i++) {
        if (!isdigit((unsigned char)text[i])) {
            if (text[i] != '\n' || !pending)
                continue;
        } else {
            size_t start = i;
            int64_t number = 0;
            while (i < length && isdigit((unsigned char)text[i]) && i - start < 18)
                number = number * 10 + (text[i++] - '0');
            value = start > 0 && text[start - 1] == '-' ? -number : number;
            i--;
            pending = true;
            if (last_of_line && i + 1 < length)
                continue;
        }
        m->values[m->count++] = value;
        pending = false;
        if (ends_sorted(m))
            return true;
    }
    return m->n == 0;
}

bool prints_sorted(const char *text, size_t length, const int32_t *sorted, size_t n)
{
    struct matcher matcher = {sorted, n, malloc((length / 2 + 2) * sizeof(int64_t)), 0};
    bool found = matcher.values && (scan(text, length, false, &matcher) || scan(text, length, true, &matcher));
    free(matcher.values);
    return found;
}
