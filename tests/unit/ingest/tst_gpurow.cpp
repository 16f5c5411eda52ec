// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpurow.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

GpuRow expected()
{
    GpuRow row;
    row.timeText = "2025-07-18T20:42:34Z";
    row.time = *parseTimestamp(row.timeText);
    row.metric = "DCGM_FI_DEV_GPU_UTIL";
    row.uuid = "GPU-1";
    row.value = 97.5;
    row.labels = {"0", "nvidia0", "NVIDIA H100", "host-1", "c", "p", "ns", "a=\"b\",c=\"d\""};
    return row;
}

} // namespace

class TstGpuRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allWaysOfWritingARowReadAlike_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addRow("csv") << QByteArray("\"2025-07-18T20:42:34Z\",DCGM_FI_DEV_GPU_UTIL,0,nvidia0,GPU-1,"
                                           "NVIDIA H100,host-1,c,p,ns,\"97.5\","
                                           "\"a=\"\"b\"\",c=\"\"d\"\"\"\r\n");
        QTest::addRow("array") << QByteArray(
            "[\"2025-07-18T20:42:34Z\",\"DCGM_FI_DEV_GPU_UTIL\",\"0\",\"nvidia0\",\"GPU-1\",\"NVIDIA H100\","
            "\"host-1\",\"c\",\"p\",\"ns\",97.5,\"a=\\\"b\\\",c=\\\"d\\\"\"]");
        QTest::addRow("record") << QByteArray(
            "{\"device_id\":\"nvidia0\",\"metric\":\"DCGM_FI_DEV_GPU_UTIL\",\"value\":97.5,"
            "\"time\":\"2025-07-18T20:42:34Z\",\"gpu_id\":\"0\",\"uuid\":\"GPU-1\",\"modelName\":"
            "\"NVIDIA H100\",\"Hostname\":\"host-1\",\"container\":\"c\",\"pod\":\"p\",\"namespace\":\"ns\","
            "\"labels_raw\":\"a=\\\"b\\\",c=\\\"d\\\"\"}");
        QTest::addRow("record of columns") << QByteArray(
            "{\"device\":\"nvidia0\",\"metric_name\":\"DCGM_FI_DEV_GPU_UTIL\",\"value\":\"97.5\","
            "\"timestamp\":\"2025-07-18T20:42:34Z\",\"gpu_id\":0,\"uuid\":\"GPU-1\",\"model_name\":"
            "\"NVIDIA H100\",\"hostname\":\"host-1\",\"container\":\"c\",\"pod\":\"p\",\"namespace\":\"ns\","
            "\"labels_raw\":\"a=\\\"b\\\",c=\\\"d\\\"\",\"more\":null}");
    }
    void allWaysOfWritingARowReadAlike()
    {
        QFETCH(QByteArray, payload);
        const auto row = readGpuRow(view(payload));
        QVERIFY2(row, row ? "" : row.error().message.c_str());
        QVERIFY(*row == expected());
    }

    void whatIsMissingOrWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("says");
        const QByteArray good = "2025-07-18T20:42:34Z,m,0,d,u,M,H,c,p,n,1,";
        const auto add = [](const char *name, const QByteArray &payload, const QString &says) {
            QTest::addRow("%s", name) << payload << says;
        };
        add("empty", "", u"empty"_s);
        add("text", "hello", u"12 are expected"_s);
        add("header",
            "timestamp,metric_name,gpu_id,device,uuid,modelName,Hostname,container,pod,namespace,value,"
            "labels",
            u"timestamp"_s);
        add("two rows", good + "\n" + good, u"more than one row"_s);
        add("no zone", QByteArray(good).replace("34Z", "34"), u"timestamp"_s);
        add("no metric", QByteArray(good).replace(",m,", ",,"), u"metric_name"_s);
        add("no uuid", QByteArray(good).replace(",u,", ",,"), u"uuid"_s);
        add("no value", QByteArray(good).replace(",1,", ",,"), u"value"_s);
        add("infinite", QByteArray(good).replace(",1,", ",inf,"), u"value"_s);
        add("hex", QByteArray(good).replace(",1,", ",0x1,"), u"value"_s);
        add("open quote", QByteArray(good) + "\"x", u"line 1"_s);
        add("broken json", "{\"uuid\":", u"JSON"_s);
        add("empty record", "{}", u"timestamp"_s);
        add("value of another kind",
            "{\"uuid\":\"u\",\"metric\":\"m\",\"time\":\"2025-07-18T20:42:34Z\",\"value\":true}", u"value"_s);
        add("short array", "[1,2,3]", u"3 columns"_s);
    }
    void whatIsMissingOrWrongIsNamed()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QString, says);
        const auto row = readGpuRow(view(payload));
        QVERIFY(!row);
        QVERIFY2(row.error().message.find(says.toStdString()) != std::string::npos,
                 row.error().message.c_str());
    }

    void aRealFileIsReadRowByRow()
    {
        QFile file(QStringLiteral(DESK_TEST_DATA "/post/gpu.csv"));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        int rows = 0;
        for (qsizetype i = 1; i < lines.size(); ++i) {
            if (lines[i].isEmpty())
                continue;
            const auto row = readGpuRow(view(lines[i]));
            QVERIFY2(row, row ? "" : row.error().message.c_str());
            QVERIFY(row->metric.starts_with("DCGM_"));
            QVERIFY(!row->labels.hostname.empty());
            ++rows;
        }
        QVERIFY(rows >= 3);
    }
};

DESK_TEST(TstGpuRow)
#include "tst_gpurow.moc"
