// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/idempotencycache.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstIdempotencyCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersForTenMinutes()
    {
        IdempotencyCache cache;
        const Timestamp t{};
        cache.put("a", "first", t);
        cache.put("a", "second", t + 1s);
        QCOMPARE(cache.find("a", t + 10min).value_or(""), std::string("first"));
        QVERIFY(!cache.find("a", t + 10min + 1s));
        QVERIFY(!cache.find("b", t));
    }

    void isBounded()
    {
        IdempotencyCache cache;
        for (std::size_t i = 0; i <= IdempotencyCache::maxEntries + 10; ++i)
            cache.put(std::to_string(i), "x", Timestamp{});
        QVERIFY(!cache.find("0", Timestamp{}));
        QVERIFY(cache.find(std::to_string(IdempotencyCache::maxEntries + 10), Timestamp{}));
    }
};

DESK_TEST(TstIdempotencyCache)
#include "tst_idempotencycache.moc"
