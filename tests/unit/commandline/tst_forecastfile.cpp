// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/scoreforecasts.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstForecastFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write a test file");
        return file.fileName().toStdString();
    }
    // A line with a wave on it, a sample a minute.
    std::string minutes(int count)
    {
        QByteArray text = "minute,value\n";
        for (int i = 0; i < count; ++i)
            text +=
                QByteArray::number(i) + ',' + QByteArray::number(0.05 * i + 0.1 * std::sin(i / 9.0)) + '\n';
        return write(u"P-9.csv"_s, text);
    }

private Q_SLOTS:
    void whatComesRarelyIsCountedInSamples()
    {
        const auto file = ForecastFile::read(minutes(300));
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        QCOMPARE(file->series.size(), std::size_t{1});
        const ForecastFile::Series &series = file->series.front();
        QCOMPARE(series.name, "P-9");
        QCOMPARE(series.metric, "value");
        QVERIFY(series.inSamples);
        QCOMPARE(series.spacing, std::chrono::nanoseconds(1min));
        QCOMPARE(series.samples.size(), std::size_t{300});
        QCOMPARE(series.samples[7].time - series.samples[0].time, std::chrono::nanoseconds(70s));
        QCOMPARE(series.samples[0].time.time_since_epoch() % std::chrono::nanoseconds(1min),
                 std::chrono::nanoseconds(0));
    }

    void aMissingSampleLeavesItsStepEmpty()
    {
        const auto file = ForecastFile::read(write(u"gap.csv"_s, "timestamp,load\n"
                                                                 "2026-05-01 00:00:00,1\n"
                                                                 "2026-05-01 00:05:00,2\n"
                                                                 "2026-05-01 00:10:00,3\n"
                                                                 "2026-05-01 00:25:02,4\n"
                                                                 "2026-05-01 00:30:00,5\n"));
        QVERIFY(file);
        const auto &samples = file->series.front().samples;
        QCOMPARE(samples[3].time - samples[2].time, std::chrono::nanoseconds(30s));
        QCOMPARE(samples[4].time - samples[3].time, std::chrono::nanoseconds(10s));
    }

    void whatComesOftenKeepsItsTime()
    {
        QByteArray text;
        for (int i = 0; i < 20; ++i)
            text += "2026-05-01T00:00:" + QByteArray::number(10 + i) + "Z," + QByteArray::number(i) + '\n';
        text.prepend("timestamp,snr_db\n");
        const auto file = ForecastFile::read(write(u"often.csv"_s, text));
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        QVERIFY(!file->series.front().inSamples);
        QCOMPARE(file->series.front().samples[1].time - file->series.front().samples[0].time,
                 std::chrono::nanoseconds(1s));
    }

    void whatCannotBeReadIsSaid()
    {
        QVERIFY(!ForecastFile::read(m_folder.filePath(u"nothing.csv"_s).toStdString()));
        QVERIFY(!ForecastFile::read(m_folder.path().toStdString()));
        QVERIFY(!ForecastFile::read(write(u"empty.csv"_s, "")));
    }

    void theReportTellsEveryMethod()
    {
        const auto file = ForecastFile::read(minutes(900));
        QVERIFY(file);
        ForecastReport report;
        QVERIFY(scoreForecasts(*file, ForecastEvaluation::methods({}), report, {}));
        QCOMPARE(report.rows(), std::size_t{1});
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(report.json())).object();
        const auto metric = json["sets"_L1][0]["metrics"_L1][0].toObject();
        QCOMPARE(metric["metric"_L1].toString(), u"value"_s);
        QCOMPARE(metric["series"_L1].toInt(), 1);
        const auto scores = metric["scores"_L1].toArray();
        QCOMPARE(scores.size(), 3 * 4); // persistence, drift, Holt-Winters, the chosen one
        QCOMPARE(scores[0]["horizon"_L1].toString(), u"6 samples"_s);
        QCOMPARE(scores[0]["method"_L1].toString(), u"persistence"_s);
        QCOMPARE(scores[0]["skill"_L1].toDouble(1), 0.0);
        QVERIFY(scores[3]["skill"_L1].toDouble() > 0.2);
        const QString text = QString::fromStdString(report.text());
        QVERIFY(text.contains(u"30 samples"_s) && text.contains(u"holt-winters"_s) &&
                text.contains(u"means over 1 metric"_s));
    }

    void constantSeriesStandApart()
    {
        QByteArray text = "minute,value\n";
        for (int i = 0; i < 300; ++i)
            text += QByteArray::number(i) + (i % 50 < 25 ? ",1\n" : ",0\n");
        const auto file = ForecastFile::read(write(u"steps.csv"_s, text));
        QVERIFY(file);
        ForecastReport report;
        QVERIFY(scoreForecasts(*file, ForecastEvaluation::methods({}), report, {}));
        QCOMPARE(report.rows(), std::size_t{0});
        QVERIFY(QString::fromStdString(report.text()).contains(u"1 constant series apart"_s));
        QVERIFY(std::isnan(report.meanSkill(0, 0)));
    }
};

DESK_TEST(TstForecastFile)
#include "tst_forecastfile.moc"
