// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/shippedweights.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstShippedWeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileCanBeReadAndSaysHowItWasTrained()
    {
        const QDir folder(QStringLiteral(DESK_SOURCE_DIR "/resources/forecast"));
        const auto files = folder.entryList({u"*.weights"_s});
        QCOMPARE(shippedForecastNetworks().size(), static_cast<std::size_t>(files.size()));
        for (const LstmWeights &weights : shippedForecastNetworks()) {
            const auto record = QJsonDocument::fromJson(QByteArray::fromStdString(weights.record)).object();
            for (const auto *member : {"network", "hidden", "seed", "commit", "data", "epochs"})
                QVERIFY2(record.contains(QLatin1String(member)), member);
            QCOMPARE(record["hidden"_L1].toInt(), static_cast<int>(weights.hidden));
            const QString beside = folder.filePath(record["network"_L1].toString() + u".json"_s);
            QVERIFY2(QFile::exists(beside), qPrintable(beside));
        }
    }

    void aMetricHasItsOwnOrTheOneForAny()
    {
        for (const LstmWeights &weights : shippedForecastNetworks())
            QCOMPARE(shippedForecastWeights(weights.metric)->metric, weights.metric);
        const auto other = shippedForecastWeights("never heard of");
        QVERIFY(!other || other->metric.empty());
    }
};

DESK_TEST(TstShippedWeights)
#include "tst_shippedweights.moc"
