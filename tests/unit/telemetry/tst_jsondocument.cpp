// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/jsondocument.h"
#include "tests/support/testprogram.h"

#include <nlohmann/json.hpp>

using namespace desk;

class TstJsonDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsAsDeepAsAgreed()
    {
        const auto read = parseJson("{\"a\": [\"[[[\", 1]}", 2);
        QVERIFY(read);
        QCOMPARE(read->at("a").at(1).get<int>(), 1);
    }
    void refusesWhatIsDeeper()
    {
        QVERIFY(!parseJson("[[[]]]", 2));
        QVERIFY(!parseJson(std::string(10'000'000, '['), 64));
    }
    void tellsTheByte()
    {
        const auto read = parseJson("{\"a\": ?}", 2);
        QCOMPARE(read.error().code, ErrorCode::parseError);
        QCOMPARE(read.error().offset, std::int64_t{6});
        QCOMPARE(parseJson("", 2).error().offset, std::int64_t{0});
    }
    void refusesNumbersBeyondDoubles() { QVERIFY(!parseJson("[1e999]", 2)); }
};

DESK_TEST(TstJsonDocument)

#include "tst_jsondocument.moc"
