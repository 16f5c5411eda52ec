// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <map>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const QString resources = QStringLiteral(DESK_SOURCE_DIR "/resources/");

struct PromtoolRun
{
    int code = -1;
    QByteArray text;
};

PromtoolRun promtool(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"promtool"_s, arguments);
    process.write(input);
    process.closeWriteChannel();
    return process.waitForFinished() ? PromtoolRun{process.exitCode(), process.readAll()} : PromtoolRun{};
}

bool hasPromtool()
{
    return !QStandardPaths::findExecutable(u"promtool"_s).isEmpty();
}

QByteArray fileContents(const QString &file)
{
    QFile in(resources + file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

// Names of metrics in expressions: of ours and of the process.
QStringList metricsNamedIn(const QString &text)
{
    static const QRegularExpression word(u"\\b(constellation|process)_[a-z_]+\\b"_s);
    QStringList names;
    for (auto each = word.globalMatch(text); each.hasNext();)
        names += each.next().captured();
    names.removeDuplicates();
    return names;
}

} // namespace

// What a running server says about itself, judged by Prometheus' own tool, and by who uses it.
class TstMetrics : public InstanceTest
{
    Q_OBJECT

    QByteArray ask(const char *method, const std::string &path, const std::string &body = {}) const
    {
        return QByteArray::fromStdString(send(method, path, body).body);
    }

    void restart(std::optional<bool> measureItself)
    {
        forget(); // counters begin at zero
        Configuration c = configuration();
        c.measureItself = measureItself;
        start(c);
    }

    // Every family that /metrics has, a histogram also by its parts.
    QSet<QString> served()
    {
        QSet<QString> names;
        static const QRegularExpression type(u"^# TYPE (\\S+) (\\S+)$"_s,
                                             QRegularExpression::MultilineOption);
        const QString text = QString::fromUtf8(ask("GET", "/metrics"));
        for (auto each = type.globalMatch(text); each.hasNext();) {
            const auto match = each.next();
            names += match.captured(1);
            if (match.captured(2) == "histogram"_L1) {
                for (const auto &part : {u"_bucket"_s, u"_sum"_s, u"_count"_s})
                    names += match.captured(1) + part;
            }
        }
        return names;
    }

private Q_SLOTS:
    void init() { restart(std::nullopt); }
    void cleanup() { m_instance.reset(); }

    void promtoolFindsNothingWrongWithALiveServer()
    {
        if (!hasPromtool())
            QSKIP("promtool is missing: apt-get install prometheus");
        const std::string good =
            R"({"timestamp":"2026-11-21T14:03:07Z","node_id":"m","node_type":"device","v":1})";
        ask("POST", "/api/v1/telemetry", good);
        ask("POST", "/api/v1/telemetry", "{}");
        const QByteArray text = ask("GET", "/metrics");
        QVERIFY(text.contains("constellation_points_received_total 1"));
        const PromtoolRun ran = promtool({u"check"_s, u"metrics"_s}, text);
        QVERIFY2(ran.code == 0 && ran.text.isEmpty(), ran.text.constData());
        // It does find what is wrong.
        QVERIFY(promtool({u"check"_s, u"metrics"_s}, "# TYPE points counter\npoints 1\n").code != 0);
    }

    void figuresOfTheServerAndOfTheProcessAreThere()
    {
        ask("POST", "/api/v1/telemetry",
            R"({"timestamp":"2026-11-21T14:03:07Z","node_id":"m","node_type":"device","v":1})");
        const QByteArray text = ask("GET", "/metrics");
        for (const char *line :
             {"constellation_points_journalled_total 1\n",
              "constellation_points_rejected_total{reason=\"storage\"} 0\n",
              "constellation_samples_dropped_total{cause=\"local_drop\"} 0\n", "constellation_ready 1\n",
              "constellation_queue_samples{queue=\"display\"} 1\n",
              "# TYPE constellation_journal_bytes gauge\n",
              "constellation_acknowledgement_duration_seconds_count 1\n",
              "constellation_link_points_total{link=\"HTTP server\"} 1\n",
              "constellation_build_info{version=\"" DESK_VERSION "\"} 1\n",
              "# TYPE process_cpu_seconds_total counter\n", "# TYPE process_open_fds gauge\n"})
            QVERIFY2(text.contains(line),
                     QByteArray(QByteArray(line) + " is missing in\n" + text).constData());
        static const QRegularExpression memory(u"\nprocess_resident_memory_bytes (\\S+)\n"_s);
        const double bytes = memory.match(QString::fromUtf8(text)).captured(1).toDouble();
        QVERIFY(bytes > 1e6 && bytes < 1e10);
    }

    void alertsAreSoundAndFireWhenTheyShould()
    {
        if (!hasPromtool())
            QSKIP("promtool is missing: apt-get install prometheus");
        for (const QStringList &arguments :
             {QStringList{u"check"_s, u"rules"_s, resources + u"prometheus/alerts.yml"_s},
              QStringList{u"test"_s, u"rules"_s, resources + u"prometheus/alerts.test.yml"_s}}) {
            const PromtoolRun ran = promtool(arguments);
            QVERIFY2(ran.code == 0, ran.text.constData());
        }
        // Each alert has a test.
        static const QRegularExpression name(u"- alert: (\\w+)"_s);
        const QString tests = QString::fromUtf8(fileContents(u"prometheus/alerts.test.yml"_s));
        int alerts = 0;
        for (auto each = name.globalMatch(QString::fromUtf8(fileContents(u"prometheus/alerts.yml"_s)));
             each.hasNext(); ++alerts) {
            const QString alert = each.next().captured(1);
            QVERIFY2(tests.contains("alertname: "_L1 + alert), qPrintable(alert));
        }
        QVERIFY(alerts >= 10);
    }

    void everyMetricOfAlertsAndDashboardIsServed()
    {
        const QSet<QString> names = served();
        QJsonParseError error;
        const QJsonObject dashboard =
            QJsonDocument::fromJson(fileContents(u"grafana/constellation.json"_s), &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        QString expressions = QString::fromUtf8(fileContents(u"prometheus/alerts.yml"_s));
        QSet<int> ids;
        for (const auto &panel : dashboard["panels"_L1].toArray()) {
            const QJsonObject object = panel.toObject();
            const int id = object["id"_L1].toInt();
            QVERIFY2(!ids.contains(id), "two panels with one id");
            ids += id;
            const QJsonObject place = object["gridPos"_L1].toObject();
            QVERIFY(place["x"_L1].toInt() + place["w"_L1].toInt() <= 24);
            QVERIFY(!object["title"_L1].toString().isEmpty());
            QVERIFY(!object["targets"_L1].toArray().isEmpty());
            for (const auto &target : object["targets"_L1].toArray())
                expressions += u'\n' + target["expr"_L1].toString();
        }
        QVERIFY(ids.size() >= 10);
        const QStringList named = metricsNamedIn(expressions);
        QVERIFY(named.size() >= 15);
        for (const QString &name : named)
            QVERIFY2(names.contains(name), qPrintable(name + u" is used but not served"_s));
    }

    void theDeskMeasuresItselfAsANodeOfItsOwn()
    {
        m_instance.reset();
        restart(true);
        std::map<std::string, double> figures;
        const auto collect = [&] {
            for (const SampleBatchPtr &batch : m_instance->displayQueue().take()) {
                const auto changes = m_instance->dictionary().changesSince({});
                for (std::size_t i = 0; i < batch->samples(); ++i) {
                    const SeriesDefinition &series =
                        changes.series[static_cast<std::size_t>(batch->series[i])];
                    const auto entity = static_cast<std::size_t>(series.entity);
                    const auto node = static_cast<std::size_t>(changes.entities[entity].node);
                    if (changes.nodes[node].name == "desk")
                        figures[series.metric] = batch->value[i];
                }
            }
            return figures.contains("points_per_second") && figures["points_per_second"] > 0;
        };
        ask("POST", "/api/v1/telemetry",
            R"({"timestamp":"2026-11-21T14:03:07Z","node_id":"m","node_type":"device","v":1})");
        QTRY_VERIFY(collect());
        QVERIFY(figures["memory_bytes"] > 1e6);
        QVERIFY(figures["requests_per_second"] > 0);
        QVERIFY(figures["acknowledgement_max_ms"] > 0);
        QVERIFY(figures.contains("rejected_per_second") && figures.contains("cpu_percent"));
        QCOMPARE(figures.size(), std::size_t{12});
        QVERIFY(ask("GET", "/api/v1/topology/").contains("\"desk\""));
    }

    void aServerDoesNotMeasureItselfUnlessAsked()
    {
        QVERIFY(!ask("GET", "/api/v1/topology/").contains("\"desk\""));
    }
};

DESK_TEST(TstMetrics)
#include "tst_metrics.moc"
