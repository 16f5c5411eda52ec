// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/envelopebench.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace desk;

class TstEnvelopeBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void aRunMeasuresMemoryAndFile()
    {
        const QTemporaryDir folder;
        EnvelopeBench::Options options;
        options.samples = 50'000;
        options.recorded = 20'000;
        options.session = folder.filePath(QStringLiteral("kept.desk")).toStdString();
        const auto report = EnvelopeBench(options).run();
        QVERIFY2(report, report ? "" : report.error().message.c_str());
        const auto json = nlohmann::json::parse(report->json());
        QCOMPARE(json["benchmark"].get<std::string>(), std::string("envelope"));
        for (const char *name :
             {"first_picture", "any_span_p99", "recorded_first_picture_cold", "recorded_any_span_p99"}) {
            const auto found =
                std::ranges::find(json["results"], name, [](const auto &one) { return one["name"]; });
            QVERIFY2(found != json["results"].end() && (*found)["value"] > 0, name);
        }
        QVERIFY(std::filesystem::exists(options.session));

        // A session that has not as many samples as it is said to have is no measure of anything.
        options.recorded = 30'000;
        const auto other = EnvelopeBench(options).run();
        QVERIFY(!other);
        QVERIFY(other.error().message.find("20000 of 30000") != std::string::npos);
    }
};

DESK_TEST(TstEnvelopeBench)
#include "tst_envelopebench.moc"
