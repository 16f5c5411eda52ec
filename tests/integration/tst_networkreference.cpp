// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/constellationsimulator.h"
#include "models/datalink/demodata.h"
#include "models/network/betweenness.h"
#include "models/network/components.h"
#include "models/network/fleetnetwork.h"
#include "models/network/maximumflow.h"
#include "models/network/routefinder.h"
#include "models/network/singlepoints.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <random>
#include <set>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t alternatives = 6;

struct Question
{
    QByteArray name;
    Network network;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> flows;
};

struct Weighted
{
    std::uint32_t a;
    std::uint32_t b;
};

// Links without doubles and loops (networkx has neither), with figures that are whole numbers, so that equal
// ways are equal there and here.
Network networkOf(std::mt19937 &random, std::uint32_t nodes, const std::vector<Weighted> &wanted)
{
    std::set<std::pair<std::uint32_t, std::uint32_t>> taken;
    std::vector<NetworkLink> links;
    for (const Weighted &link : wanted) {
        if (link.a != link.b && taken.insert(std::minmax(link.a, link.b)).second)
            links.push_back({link.a, link.b});
    }
    Network network(nodes, links);
    for (std::uint32_t i = 0; i < links.size(); ++i) {
        network.setLatency(i, static_cast<double>(1 + random() % 20));
        network.setCapacity(i, static_cast<double>(1 + random() % 30));
    }
    for (std::uint32_t i = 0; i < nodes; ++i)
        network.setOnGround(i, random() % 9 == 0);
    network.setOnGround(nodes - 1);
    return network;
}

Question asked(std::mt19937 &random, QByteArray name, Network network)
{
    Question question{std::move(name), std::move(network), {}, {}};
    const auto nodes = static_cast<std::uint32_t>(question.network.nodeCount());
    for (int i = 0; i < 25; ++i)
        question.pairs.emplace_back(random() % nodes, random() % nodes);
    std::erase_if(question.pairs, [](const auto &pair) { return pair.first == pair.second; });
    for (std::uint32_t i = 0; i < nodes && question.flows.size() < 8; ++i) {
        if (!question.network.isOnGround(i))
            question.flows.push_back(i);
    }
    return question;
}

Network randomLinks(std::mt19937 &random, std::uint32_t nodes, std::uint32_t count)
{
    std::vector<Weighted> links;
    for (std::uint32_t i = 0; i < count; ++i)
        links.push_back(
            {static_cast<std::uint32_t>(random() % nodes), static_cast<std::uint32_t>(random() % nodes)});
    return networkOf(random, nodes, links);
}

// Each new node is linked with two, those with many links first (Barabási and Albert).
Network preferentialLinks(std::mt19937 &random, std::uint32_t nodes)
{
    std::vector<Weighted> links;
    std::vector<std::uint32_t> ends{0, 1};
    for (std::uint32_t i = 2; i < nodes; ++i) {
        for (int k = 0; k < 2; ++k) {
            const std::uint32_t other = ends[random() % ends.size()];
            links.push_back({i, other});
            ends.push_back(other);
        }
        ends.push_back(i);
        ends.push_back(i);
    }
    return networkOf(random, nodes, links);
}

// A +grid: planes of satellites, both ways closed.
Network gridLinks(std::mt19937 &random, std::uint32_t planes, std::uint32_t perPlane)
{
    std::vector<Weighted> links;
    for (std::uint32_t plane = 0; plane < planes; ++plane) {
        for (std::uint32_t i = 0; i < perPlane; ++i) {
            links.push_back({plane * perPlane + i, plane * perPlane + (i + 1) % perPlane});
            links.push_back({plane * perPlane + i, (plane + 1) % planes * perPlane + i});
        }
    }
    return networkOf(random, planes * perPlane, links);
}

// A file that the environment names, else what is compiled in.
std::string textOf(const char *variable, std::string_view otherwise)
{
    QFile file(qEnvironmentVariable(variable));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string(otherwise);
}

// The links of a fleet of real orbits, with the figures that they have: the demo's, or another.
Network fleetLinks()
{
    ConstellationOptions options;
    options.elements = parseElements(textOf("CONSTELLATION_TEST_TLE", demoElements())).value();
    options.stations = readStations(textOf("CONSTELLATION_TEST_STATIONS", demoStations())).value();
    options.start = parseTimestamp("2026-05-20T12:00:00Z").value();
    return networkOf(ConstellationSimulator::create(std::move(options)).value().fleet());
}

// networkx takes minutes for the betweenness of thousands of nodes.
bool isSmall(const Question &question)
{
    return question.network.nodeCount() <= 1000;
}

QJsonObject jsonOf(const Question &question)
{
    const Network &network = question.network;
    QJsonArray links;
    QJsonArray ground;
    QJsonArray pairs;
    QJsonArray flows;
    for (std::uint32_t i = 0; i < network.linkCount(); ++i) {
        const auto [a, b] = network.graph().link(i);
        links.append(QJsonArray{qint64(a), qint64(b), network.latencyMs(i), network.capacityGbps(i)});
    }
    for (const std::uint32_t node : network.groundNodes())
        ground.append(qint64(node));
    for (const auto &[from, to] : question.pairs)
        pairs.append(QJsonArray{qint64(from), qint64(to)});
    for (const std::uint32_t node : question.flows)
        flows.append(qint64(node));
    return {{u"nodes"_s, qint64(network.nodeCount())},
            {u"links"_s, links},
            {u"ground"_s, ground},
            {u"pairs"_s, pairs},
            {u"flows"_s, flows},
            {u"alternatives"_s, qint64(alternatives)},
            {u"betweenness"_s, isSmall(question)}};
}

// The interpreter that has networkx; Debian's own first. Empty: none.
QString interpreter()
{
    for (const QString &program : {u"/usr/bin/python3"_s, u"python3"_s}) {
        QProcess process;
        process.start(program, {u"-c"_s, u"import networkx"_s});
        if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit &&
            process.exitCode() == 0)
            return program;
    }
    return {};
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

} // namespace

// The analyses of the network, as networkx answers the same questions.
class TstNetworkReference : public QObject
{
    Q_OBJECT

    std::vector<Question> m_questions;
    QJsonArray m_answers;

    // Each question with its answer.
    template <class Check>
    void each(const Check &check)
    {
        QCOMPARE(m_answers.size(), qsizetype(m_questions.size()));
        for (std::size_t i = 0; i < m_questions.size(); ++i)
            check(m_questions[i], m_answers[qsizetype(i)].toObject());
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString python = interpreter();
        if (python.isEmpty())
            QSKIP("no python3 with networkx (Debian: python3-networkx, see installer/apt-packages.txt)");
        std::mt19937 random(17);
        for (std::uint32_t i = 0; i < 6; ++i)
            m_questions.push_back(
                asked(random, "sparse " + QByteArray::number(i), randomLinks(random, 60, 50 + 12 * i)));
        m_questions.push_back(asked(random, "dense", randomLinks(random, 40, 400)));
        m_questions.push_back(asked(random, "preferential", preferentialLinks(random, 300)));
        m_questions.push_back(asked(random, "grid", gridLinks(random, 12, 20)));
        m_questions.push_back(asked(random, "fleet", fleetLinks()));
        QJsonArray questions;
        for (const Question &question : m_questions)
            questions.append(jsonOf(question));
        QProcess process;
        process.start(python, {QStringLiteral(DESK_SOURCE_DIR "/tests/integration/networkreference.py")});
        process.write(QJsonDocument(questions).toJson(QJsonDocument::Compact));
        process.closeWriteChannel();
        QVERIFY2(process.waitForFinished(110'000), qPrintable(process.errorString()));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        m_answers = QJsonDocument::fromJson(process.readAllStandardOutput()).array();
        QCOMPARE(m_answers.size(), qsizetype(m_questions.size()));
    }

    void routesAgree()
    {
        int found = 0;
        int none = 0;
        each([&](const Question &question, const QJsonObject &answer) {
            RouteFinder finder(question.network);
            for (std::size_t i = 0; i < question.pairs.size(); ++i) {
                const auto [from, to] = question.pairs[i];
                for (const auto measure :
                     {RouteMeasure::latency, RouteMeasure::hops, RouteMeasure::capacity}) {
                    const auto word = routeMeasureWord(measure);
                    const QJsonValue expected =
                        answer[QLatin1StringView(word.data(), qsizetype(word.size()))][qsizetype(i)];
                    const auto route = finder.best(from, to, measure);
                    QVERIFY2(route.has_value() != expected.isNull(), question.name.constData());
                    route ? ++found : ++none;
                    if (!route)
                        continue;
                    const double value = measure == RouteMeasure::latency ? route->latencyMs
                                         : measure == RouteMeasure::hops  ? double(route->hops())
                                                                          : route->capacityGbps;
                    QVERIFY2(near(value, expected.toDouble()), question.name.constData());
                }
            }
        });
        QVERIFY(found > 400);
        QVERIFY(none > 20);
    }

    void alternativesAgree()
    {
        each([&](const Question &question, const QJsonObject &answer) {
            RouteFinder finder(question.network);
            for (std::size_t i = 0; i < std::min<std::size_t>(4, question.pairs.size()); ++i) {
                const auto [from, to] = question.pairs[i];
                for (const bool byLatency : {true, false}) {
                    const QJsonArray expected =
                        answer[byLatency ? "alternatives"_L1 : "alternatives_hops"_L1][qsizetype(i)]
                            .toArray();
                    const auto routes =
                        finder
                            .alternatives(from, to, byLatency ? RouteMeasure::latency : RouteMeasure::hops,
                                          alternatives)
                            .value_or(std::vector<Route>());
                    QCOMPARE(qsizetype(routes.size()), expected.size());
                    for (std::size_t k = 0; k < routes.size(); ++k) {
                        const double value = byLatency ? routes[k].latencyMs : double(routes[k].hops());
                        QVERIFY2(near(value, expected[qsizetype(k)].toDouble()), question.name.constData());
                    }
                }
            }
        });
    }

    void componentsAgree()
    {
        each([](const Question &question, const QJsonObject &answer) {
            const Components components = componentsOf(question.network);
            const QJsonArray expected = answer["components"_L1].toArray();
            QCOMPARE(qsizetype(components.count()), expected.size());
            // Both are in order of their first nodes.
            for (qsizetype part = 0; part < expected.size(); ++part) {
                for (const auto &node : expected[part].toArray())
                    QCOMPARE(components.ofNode[std::size_t(node.toInt())], std::uint32_t(part));
            }
        });
    }

    void singlePointsAgree()
    {
        std::size_t nodes = 0;
        std::size_t links = 0;
        each([&](const Question &question, const QJsonObject &answer) {
            const SinglePoints points = singlePointsOf(question.network);
            QJsonArray foundNodes;
            for (const auto &point : points.nodes)
                foundNodes.append(qint64(point.node));
            QCOMPARE(foundNodes, answer["articulation_points"_L1].toArray());
            std::set<std::pair<std::uint32_t, std::uint32_t>> found;
            for (const auto &bridge : points.links) {
                const auto [a, b] = question.network.graph().link(bridge.link);
                found.insert(std::minmax(a, b));
            }
            QJsonArray foundLinks;
            for (const auto &[a, b] : found)
                foundLinks.append(QJsonArray{qint64(a), qint64(b)});
            QCOMPARE(foundLinks, answer["bridges"_L1].toArray());
            nodes += points.nodes.size();
            links += points.links.size();
        });
        QVERIFY(nodes > 20);
        QVERIFY(links > 20);
    }

    void flowsAgree()
    {
        each([](const Question &question, const QJsonObject &answer) {
            const auto ground = question.network.groundNodes();
            for (std::size_t i = 0; i < question.flows.size(); ++i) {
                const std::span source(&question.flows[i], 1);
                const auto capacity = maximumFlow(question.network, source, ground, FlowUnit::capacity);
                const auto links = maximumFlow(question.network, source, ground, FlowUnit::links);
                QVERIFY(capacity && links);
                QVERIFY2(near(capacity->amount, answer["flows"_L1][qsizetype(i)].toDouble()),
                         question.name.constData());
                QVERIFY2(near(links->amount, answer["cuts"_L1][qsizetype(i)].toDouble()),
                         question.name.constData());
                QCOMPARE(double(links->cut.size()), links->amount);
            }
        });
    }

    void betweennessAgrees()
    {
        each([](const Question &question, const QJsonObject &answer) {
            if (!isSmall(question))
                return;
            const auto hops = betweennessOf(question.network, {});
            const auto latency = betweennessOf(question.network, {.measure = RouteMeasure::latency});
            QVERIFY(hops && latency);
            QVERIFY(hops->exact);
            for (std::size_t i = 0; i < hops->ofNode.size(); ++i) {
                QVERIFY2(near(hops->ofNode[i], answer["betweenness"_L1][qsizetype(i)].toDouble()),
                         question.name.constData());
                QVERIFY2(near(latency->ofNode[i], answer["betweenness_latency"_L1][qsizetype(i)].toDouble()),
                         question.name.constData());
            }
            for (std::size_t i = 0; i < hops->ofLink.size(); ++i)
                QVERIFY2(near(hops->ofLink[i], answer["betweenness_links"_L1][qsizetype(i)].toDouble()),
                         question.name.constData());
        });
    }
};

DESK_TEST(TstNetworkReference)
#include "tst_networkreference.moc"
