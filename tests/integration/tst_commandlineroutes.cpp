// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const auto noon = u"2026-11-21T12:00:00Z"_s;
const auto stations = QStringLiteral(DESK_SOURCE_DIR "/resources/demo/ground_stations.csv");

// A small fleet with everything that a route has to mind.
const QByteArray fleet = R"({"nodes":[
 {"id":"gs-a","type":"ground_station","lat":0,"lon":0,"altitude_km":0},
 {"id":"gs-b","type":"ground_station","lat":0,"lon":40,"altitude_km":0},
 {"id":"gs-alone","type":"ground_station"},
 {"id":"s1","type":"satellite"},{"id":"s2","type":"satellite"},{"id":"s3","type":"satellite"},
 {"id":"s4","type":"satellite","health":"failed"}],
 "edges":[
 {"source":"gs-a","target":"s1","latency_ms":2,"capacity_gbps":8,"is_active":true},
 {"source":"s1","target":"s2","latency_ms":3,"capacity_gbps":1,"is_active":true},
 {"source":"gs-b","target":"s2","latency_ms":4,"capacity_gbps":8,"is_active":true},
 {"source":"s1","target":"s3","latency_ms":5,"capacity_gbps":6,"is_active":true},
 {"source":"s2","target":"s3","latency_ms":6,"capacity_gbps":5,"is_active":true},
 {"source":"gs-a","target":"s4","latency_ms":0.1,"capacity_gbps":9,"is_active":true},
 {"source":"gs-b","target":"s4","latency_ms":0.1,"capacity_gbps":9,"is_active":true},
 {"source":"gs-a","target":"gs-b","latency_ms":0.1,"capacity_gbps":9,"is_active":false}]})";

} // namespace

// constellation route and constellation contacts as processes.
class TstCommandLineRoutes : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;

    static void end(QProcess &server)
    {
        server.terminate();
        QVERIFY(server.waitForFinished(20'000));
    }

private Q_SLOTS:
    void init() { m_runner.clear(); }

    void wrongUseIsExplained_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *arguments, const char *word) {
            QTest::addRow("%s", arguments)
                << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts) << QByteArray(word);
        };
        row("route a", "TO is required");
        row("route a b --by price", "--by");
        row("route a b --alternatives -1", "--alternatives");
        row("route a b --tle x --session y", "exclude each other");
        row("route a b --session x --url http://127.0.0.1:1", "exclude each other");
        row("route a b --stations x --at someday", "--at");
        row("contacts", "STATION is required");
        row("contacts a --from +2h --to +1h", "--to must be later");
        row("contacts a --to +900h", "31 days");
        row("contacts a --from never", "--from");
        row("contacts a --min-elevation 90", "--min-elevation");
        row("contacts a --tle x --url http://127.0.0.1:1", "exclude each other");
    }
    void wrongUseIsExplained()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        const Ran ran = m_runner.run(arguments);
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QCOMPARE(ran.code, 2);
        QVERIFY(ran.out.isEmpty());
    }

    void aRouteOfFilesGoesBySatellites()
    {
        const Ran ran = m_runner.run({u"route"_s, u"gs-tokyo"_s, u"gs-london"_s, u"--stations"_s, stations,
                                      u"--at"_s, noon, u"--alternatives"_s, u"2"_s, u"--json"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonObject route = jsonOf(ran);
        QCOMPARE(route["from"_L1].toString(), u"gs-tokyo"_s);
        QCOMPARE(route["to"_L1].toString(), u"gs-london"_s);
        QCOMPARE(route["by"_L1].toString(), u"latency"_s);
        QCOMPARE(route["at"_L1].toString(), u"2026-11-21T12:00:00.000Z"_s);
        QVERIFY(route["found"_L1].toBool());
        const QJsonArray nodes = route["nodes"_L1].toArray();
        const QJsonArray links = route["links"_L1].toArray();
        QCOMPARE(nodes.first().toString(), u"gs-tokyo"_s);
        QCOMPARE(nodes.last().toString(), u"gs-london"_s);
        QCOMPARE(nodes.size(), links.size() + 1);
        QCOMPARE(route["hops"_L1].toInt(), links.size());
        double latency = 0;
        double capacity = 1e9;
        for (qsizetype i = 0; i < links.size(); ++i) {
            QCOMPARE(links[i]["source"_L1], nodes[i]);
            QCOMPARE(links[i]["target"_L1], nodes[i + 1]);
            latency += links[i]["latency_ms"_L1].toDouble();
            capacity = std::min(capacity, links[i]["capacity_gbps"_L1].toDouble());
        }
        QVERIFY(std::abs(latency - route["latency_ms"_L1].toDouble()) < 1e-9);
        QCOMPARE(route["capacity_gbps"_L1].toDouble(), capacity);
        // 9,560 km over the ground; light over satellites takes no less and not much more.
        QVERIFY2(latency > 9560 / 299.792 && latency < 80, qPrintable(QString::number(latency)));
        const QJsonObject lifetime = route["lifetime"_L1].toObject();
        QCOMPARE(lifetime["links_not_foreseen"_L1].toInt(), 0);
        QVERIFY(lifetime["breaks_in_s"_L1].toDouble() > 0);
        const QJsonArray alternatives = route["alternatives"_L1].toArray();
        QCOMPARE(alternatives.size(), 2);
        QVERIFY(alternatives[0]["latency_ms"_L1].toDouble() >= latency);
        QVERIFY(alternatives[1]["latency_ms"_L1].toDouble() >= alternatives[0]["latency_ms"_L1].toDouble());

        const Ran text = m_runner.run(
            {u"route"_s, u"gs-tokyo"_s, u"gs-london"_s, u"--stations"_s, stations, u"--at"_s, noon});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.startsWith("gs-tokyo -> gs-london: "), text.out.constData());
        QVERIFY2(text.out.contains("\nholds until 2026-11-21T12:"), text.out.constData());
    }

    void aNodeThatIsNotThereIsNamedWithOthersLikeIt()
    {
        for (const QString &command : {u"route"_s, u"contacts"_s}) {
            QStringList arguments{command, u"Tokyo"_s, u"--stations"_s, stations};
            if (command == u"route"_s)
                arguments.insert(2, u"gs-london"_s);
            const Ran ran = m_runner.run(arguments);
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.err.contains("there is no node Tokyo; like it: gs-tokyo"), ran.err.constData());
        }
    }

    void filesThatCannotBeReadAreNamed()
    {
        const Ran ran = m_runner.run({u"route"_s, u"a"_s, u"b"_s, u"--tle"_s, u"nowhere.tle"_s});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("nowhere.tle cannot be read"), ran.err.constData());
        const Ran session = m_runner.run({u"route"_s, u"a"_s, u"b"_s, u"--session"_s, u"nowhere.desk"_s});
        QCOMPARE(session.code, 1);
        QVERIFY2(session.err.contains("nowhere.desk"), session.err.constData());
    }

    void contactsOfFilesAreAscendingAndWhole()
    {
        const QStringList question{u"contacts"_s,   u"gs-tokyo"_s,
                                   u"--stations"_s, stations,
                                   u"--from"_s,     u"2026-05-20T12:00:00Z"_s,
                                   u"--to"_s,       u"2026-05-20T15:00:00Z"_s};
        const Ran ran = m_runner.run(question + QStringList{u"--json"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.err.isEmpty(), ran.err.constData());
        const QJsonObject answer = jsonOf(ran);
        QCOMPARE(answer["station"_L1].toString(), u"gs-tokyo"_s);
        QCOMPARE(answer["min_elevation_deg"_L1].toDouble(), 25.0);
        QCOMPARE(answer["satellites"_L1].toInt(), 160);
        const QJsonArray contacts = answer["contacts"_L1].toArray();
        QVERIFY(contacts.size() > 20);
        QString last;
        for (const auto &contact : contacts) {
            const auto time = [&](const char *name) {
                return QDateTime::fromString(contact[QLatin1StringView(name)].toString(), Qt::ISODateWithMs);
            };
            QVERIFY(time("rise") < time("culmination"));
            QVERIFY(time("culmination") < time("set"));
            QVERIFY(std::abs(double(time("rise").msecsTo(time("set"))) / 1000 -
                             contact["duration_s"_L1].toDouble()) < 0.002);
            QVERIFY(contact["max_elevation_deg"_L1].toDouble() >= 25);
            QVERIFY(contact["rise"_L1].toString() >= last);
            last = contact["rise"_L1].toString();
        }
        const Ran text = m_runner.run(question);
        QCOMPARE(text.out.count('\n'), contacts.size() + 1);
        // At the horizon there are more.
        const Ran all = m_runner.run(question + QStringList{u"--json"_s, u"--min-elevation"_s, u"0"_s});
        QVERIFY(jsonOf(all)["contacts"_L1].toArray().size() > contacts.size());
    }

    void oldElementsAreSaid()
    {
        const Ran ran = m_runner.run({u"contacts"_s, u"gs-tokyo"_s, u"--stations"_s, stations, u"--from"_s,
                                      noon, u"--to"_s, u"2026-11-21T12:10:00Z"_s});
        QCOMPARE(ran.code, 0);
        QVERIFY2(ran.err.contains("older than the time asked for"), ran.err.constData());
    }

    void aServerAnswersByItsGraph()
    {
        const auto server = m_runner.serve();
        QVERIFY(server);
        QFile file(m_runner.folder() + u"/fleet.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(fleet);
        file.close();
        const Ran pushed = m_runner.run({u"topology"_s, u"push"_s, file.fileName()});
        QVERIFY2(pushed.code == 0, pushed.err.constData());
        const auto nodes = [&](const QString &by) {
            const Ran ran = m_runner.run({u"route"_s, u"gs-a"_s, u"gs-b"_s, u"--by"_s, by, u"--json"_s});
            if (ran.code != 0)
                qWarning("%s", ran.err.constData());
            QStringList names;
            for (const auto &node : jsonOf(ran)["nodes"_L1].toArray())
                names += node.toString();
            return names.join(u' ');
        };
        // Neither the failed satellite nor the link that is not active.
        QCOMPARE(nodes(u"latency"_s), u"gs-a s1 s2 gs-b"_s);
        QCOMPARE(nodes(u"hops"_s), u"gs-a s1 s2 gs-b"_s);
        QCOMPARE(nodes(u"capacity"_s), u"gs-a s1 s3 s2 gs-b"_s);

        const Ran none = m_runner.run({u"route"_s, u"gs-a"_s, u"gs-alone"_s, u"--json"_s, u"--url"_s,
                                       m_runner.url(), u"--token"_s, m_runner.token()});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("gs-alone has no working link"), none.err.constData());
        QCOMPARE(jsonOf(none)["found"_L1].toBool(true), false);
        QCOMPARE(jsonOf(none)["reason"_L1].toString(), u"target_alone"_s);
        const Ran contacts = m_runner.run({u"contacts"_s, u"gs-a"_s});
        QCOMPARE(contacts.code, 1);
        QVERIFY2(contacts.err.contains("no node has an orbit"), contacts.err.constData());
        const Ran later = m_runner.run({u"route"_s, u"gs-a"_s, u"gs-b"_s, u"--at"_s, u"+1h"_s});
        QCOMPARE(later.code, 1);
        QVERIFY2(later.err.contains("no node has an orbit"), later.err.constData());
        const Ran apart = m_runner.run(
            {u"route"_s, u"gs-a"_s, u"s2"_s, u"--alternatives"_s, u"5"_s, u"--disjoint"_s, u"--json"_s});
        QCOMPARE(apart.code, 0);
        QVERIFY2(jsonOf(apart)["alternatives"_L1].toArray().isEmpty(), apart.out.constData()); // all by s1
        const Ran sky = m_runner.run({u"contacts"_s, u"s1"_s});
        QVERIFY2(sky.err.contains("no station on the ground"), sky.err.constData());
        end(*server);
    }

    void aServerWithOrbitsTellsContacts()
    {
        const auto server = m_runner.serve();
        QVERIFY(server);
        const Ran simulated = m_runner.run({u"simulate"_s, u"--duration"_s, u"2"_s, u"--speed"_s, u"max"_s,
                                            u"--url"_s, m_runner.url(), u"--token"_s, m_runner.token()});
        QVERIFY2(simulated.code == 0, simulated.err.constData());
        const Ran contacts = m_runner.run({u"contacts"_s, u"gs-tokyo"_s, u"--to"_s, u"+1h"_s, u"--json"_s});
        QVERIFY2(contacts.code == 0, contacts.err.constData());
        QCOMPARE(jsonOf(contacts)["satellites"_L1].toInt(), 160);
        QVERIFY(!jsonOf(contacts)["contacts"_L1].toArray().isEmpty());
        // Not every station has a satellite above it all the time.
        QStringList linked;
        for (const auto &edge : jsonOf(m_runner.run({u"topology"_s, u"pull"_s}))["edges"_L1].toArray()) {
            const QString end = edge["source"_L1].toString();
            if (end.startsWith(u"gs-"_s) && !linked.contains(end))
                linked += end;
        }
        QVERIFY(linked.size() > 1);
        const Ran route = m_runner.run({u"route"_s, linked.first(), linked.last(), u"--json"_s});
        QVERIFY2(route.code == 0, route.err.constData());
        QVERIFY(jsonOf(route)["lifetime"_L1].toObject()["breaks_in_s"_L1].toDouble() > 0);
        // At another time its orbits give the links that the same files give.
        Ran foreseen;
        for (const auto &contact : jsonOf(contacts)["contacts"_L1].toArray()) {
            foreseen = m_runner.run({u"route"_s, u"gs-tokyo"_s, u"gs-london"_s, u"--at"_s,
                                     contact["culmination"_L1].toString(), u"--json"_s});
            if (foreseen.code == 0) // London has a satellite above it then, too
                break;
        }
        QVERIFY2(foreseen.code == 0, foreseen.err.constData());
        QVERIFY2(foreseen.err.contains("foreseen from the orbits of 160 satellites"),
                 foreseen.err.constData());
        const QJsonArray first = jsonOf(foreseen)["nodes"_L1].toArray();
        QVERIFY(first.size() > 3);
        QVERIFY(first[1].toString().startsWith(u"starlink-"_s));
        end(*server);
    }

    void aRecordingAnswersOfItsTime()
    {
        const QString file = m_runner.folder() + u"/recorded.desk"_s;
        const Ran simulated =
            m_runner.run({u"simulate"_s, u"--start"_s, noon, u"--duration"_s, u"200"_s, u"--speed"_s,
                          u"max"_s, u"--session"_s, file, u"--rate"_s, u"0.1"_s});
        QVERIFY2(simulated.code == 0, simulated.err.constData());
        const auto route = [&](const QStringList &more) {
            return m_runner.run(
                QStringList{u"route"_s, u"gs-tokyo"_s, u"gs-london"_s, u"--session"_s, file, u"--json"_s} +
                more);
        };
        const Ran end = route({});
        QVERIFY2(end.code == 0, end.err.constData());
        QVERIFY(jsonOf(end)["at"_L1].toString() > u"2026-11-21T12:03"_s);
        const Ran middle = route({u"--at"_s, u"2026-11-21T12:02:00Z"_s});
        QVERIFY2(middle.code == 0, middle.err.constData());
        // As the same simulation has it at that time, to what a millisecond's digits and ten seconds change.
        const Ran fresh = m_runner.run({u"route"_s, u"gs-tokyo"_s, u"gs-london"_s, u"--stations"_s, stations,
                                        u"--at"_s, u"2026-11-21T12:02:00Z"_s, u"--json"_s});
        const double recorded = jsonOf(middle)["latency_ms"_L1].toDouble();
        const double computed = jsonOf(fresh)["latency_ms"_L1].toDouble();
        QVERIFY2(std::abs(recorded - computed) < 10,
                 qPrintable(QString::number(recorded) + u" "_s + QString::number(computed)));
        const Ran before = route({u"--at"_s, u"2026-11-21T11:00:00Z"_s});
        QCOMPARE(before.code, 1);
        QVERIFY2(before.err.contains("begins only at 2026-11-21T12:00"), before.err.constData());
    }
};

DESK_TEST(TstCommandLineRoutes)
#include "tst_commandlineroutes.moc"
