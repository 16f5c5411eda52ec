// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/anomalyreport.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>
#include <random>

using namespace desk;

class TstAnomalyScore : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const char *name, const std::string &text)
    {
        const std::string file = m_folder.filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(file) << text;
        return file;
    }
    static ForecastFile::Series channel(const std::function<double(int)> &of, int samples)
    {
        ForecastFile::Series series{.name = "P-9",
                                    .metric = "value",
                                    .spacing = std::chrono::minutes(1),
                                    .inSamples = true,
                                    .samples = {}};
        const Timestamp begin{std::chrono::seconds(1'200'000'000)};
        for (int i = 0; i < samples; ++i)
            series.samples.push_back({begin + std::chrono::seconds(10 * i), of(i), Quality::good});
        return series;
    }

private Q_SLOTS:
    void labelsAreRead()
    {
        const auto labels = readAnomalyLabels(write(
            "labels.json",
            R"({"P-1": {"spacecraft": "x", "anomalies": [[3, 9], [20, 20]]}, "B-1": {"anomalies": []}})"));
        QVERIFY2(labels, labels ? "" : labels.error().message.c_str());
        QCOMPARE(labels->at("P-1"), (std::vector<SampleRange>{{3, 9}, {20, 20}}));
        QVERIFY(!readAnomalyLabels(m_folder.filePath(QStringLiteral("none")).toStdString()));
        for (const char *bad : {"[]", "{\"A\": 3}", "{\"A\": {\"anomalies\": [[5, 3]]}}", "{\"A\": {}}", "{"})
            QVERIFY2(!readAnomalyLabels(write("bad.json", bad)), bad);
    }

    void rangesCountByOverlap()
    {
        const AnomalyScore score{.channel = "A",
                                 .samples = 100,
                                 .labelled = {{10, 20}, {50, 60}},
                                 .found = {{0, 10}, {15, 18}, {70, 80}}};
        QCOMPARE(score.hits(), std::size_t{1});
        QCOMPARE(score.missed(), std::size_t{1});
        QCOMPARE(score.wrong(), std::size_t{1});
        AnomalyReport report;
        report.add(score);
        QCOMPARE(report.f1(), 0.5);
        QVERIFY(std::isnan(AnomalyReport().f1()));
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(report.json())).object();
        QCOMPARE(json[QStringLiteral("f1")].toDouble(), 0.5);
        QVERIFY(QString::fromStdString(report.text())
                    .contains(QStringLiteral("0-10, 15-18, 70-80 (10-20, 50-60)")));
    }

    void aConstantChannelThatMovesIsUnusual()
    {
        const auto errors = forecastErrors(
            channel([](int i) { return i >= 1500 && i < 1530 ? 1.0 + 0.01 * (i % 7) : 0.0; }, 3000),
            ForecastEvaluation::methods({}));
        QCOMPARE(errors.size(), std::size_t{3000});
        QVERIFY(std::isnan(errors[0]));
        QCOMPARE(errors[1000], 0.0);
        QVERIFY(errors[1500] > 0.9);
        const auto found = unusualRanges(errors, {});
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(found[0].first <= 1500 && found[0].second >= 1530 && found[0].second < 1900);
    }

    void whatWasAsLargeWhenAllWasAsUsualIsNone()
    {
        std::vector<double> errors(3000, 0.1);
        for (std::size_t i = 0; i < errors.size(); ++i)
            errors[i] += 0.01 * std::sin(static_cast<double>(i));
        std::fill(errors.begin() + 2000, errors.begin() + 2040, 1.0);
        QCOMPARE(unusualRanges(errors, {}).size(), std::size_t{1});
        QCOMPARE(unusualRanges(errors, std::vector<double>(500, 0.1)).size(), std::size_t{1});
        std::vector<double> usual(500, 0.1);
        std::fill(usual.begin() + 100, usual.begin() + 200, 2.0);
        QVERIFY(unusualRanges(errors, usual).empty());
        QVERIFY(unusualRanges({}, {}).empty());
    }
};

DESK_TEST(TstAnomalyScore)
#include "tst_anomalyscore.moc"
