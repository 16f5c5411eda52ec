// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/naturalorder.h"

namespace desk {
namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

char16_t folded(QChar c)
{
    const char16_t u = c.unicode();
    return u >= u'A' && u <= u'Z' ? char16_t(u + (u'a' - u'A')) : u;
}

// The run of digits at the front, cut off text; without leading zeros.
QStringView takeNumber(QStringView &text)
{
    qsizetype end = 0;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    qsizetype begin = 0;
    while (begin + 1 < end && text[begin] == u'0')
        ++begin;
    const QStringView number = text.sliced(begin, end - begin);
    text = text.sliced(end);
    return number;
}

} // namespace

int naturalCompare(QStringView a, QStringView b)
{
    const QStringView wholeA = a;
    const QStringView wholeB = b;
    while (!a.isEmpty() && !b.isEmpty()) {
        if (isDigit(a.front()) && isDigit(b.front())) {
            const QStringView numberA = takeNumber(a);
            const QStringView numberB = takeNumber(b);
            if (numberA.size() != numberB.size())
                return numberA.size() < numberB.size() ? -1 : 1;
            if (const int order = numberA.compare(numberB))
                return order;
            continue;
        }
        const int order = int(folded(a.front())) - int(folded(b.front()));
        if (order != 0)
            return order;
        a = a.sliced(1);
        b = b.sliced(1);
    }
    if (a.isEmpty() != b.isEmpty())
        return a.isEmpty() ? -1 : 1;
    return wholeA.compare(wholeB); // "A1" and "a01" are not the same name
}

} // namespace desk
