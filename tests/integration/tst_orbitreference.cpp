// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/contacts.h"
#include "models/topology/elementset.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <map>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The demo's orbits; another file (for example of all satellites of a constellation) by the environment.
QString elementFile()
{
    const QString other = qEnvironmentVariable("CONSTELLATION_TEST_TLE");
    return other.isEmpty() ? QStringLiteral(DESK_SOURCE_DIR "/resources/demo/constellation.tle") : other;
}

const auto start = u"2026-05-20T12:00:00Z"_s;
const GeodeticPosition tokyo{35.6895, 139.69171, 0.04};

Timestamp atMs(double ms)
{
    return Timestamp(std::chrono::milliseconds(std::llround(ms)));
}

double secondsBetween(Timestamp a, Timestamp b)
{
    return std::abs(std::chrono::duration<double>(a - b).count());
}

} // namespace

// Orbits and passes over a day, as satellite.js has them.
class TstOrbitReference : public QObject
{
    Q_OBJECT

    std::vector<Orbit> m_orbits;

    // Numbers, line by line.
    static QList<QList<double>> asked(const QStringList &question)
    {
        QProcess client;
        client.setWorkingDirectory(QStringLiteral(DESK_CLIENTS_DIR));
        client.start(u"node"_s, QStringList{u"satellite.mjs"_s} + question);
        QList<QList<double>> rows;
        if (!client.waitForFinished(280'000) || client.exitStatus() != QProcess::NormalExit ||
            client.exitCode() != 0) {
            qWarning("%s",
                     QByteArray(client.errorString().toUtf8() + client.readAllStandardError()).constData());
            return rows;
        }
        for (const QByteArray &line : client.readAllStandardOutput().split('\n')) {
            if (line.isEmpty())
                continue;
            QList<double> &row = rows.emplaceBack();
            for (const QByteArray &number : line.split(' '))
                row.push_back(number.toDouble());
        }
        return rows;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(elementFile());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const auto elements = parseElements(file.readAll().toStdString());
        QVERIFY(elements);
        for (const ElementSet &one : *elements)
            m_orbits.push_back(*Orbit::fromElements(one));
    }

    void positionsOverADayAgree()
    {
        const auto rows = asked({u"positions"_s, elementFile(), start, u"1800"_s, u"49"_s});
        QVERIFY(rows.size() > qsizetype(m_orbits.size()) * 45);
        double furthestTeme = 0;
        double furthestFixed = 0;
        for (const auto &row : rows) {
            const Timestamp time = atMs(row[1]);
            const auto state = m_orbits[std::size_t(row[0])].stateAt(time);
            QVERIFY(state);
            furthestTeme =
                std::max(furthestTeme, length(state->positionKm - Vector3{row[2], row[3], row[4]}));
            const auto fixed =
                earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(time)));
            furthestFixed = std::max(furthestFixed, length(fixed - Vector3{row[5], row[6], row[7]}));
        }
        qInfo("%lld positions: at most %.4f m in TEME, %.4f m on the turning Earth", qint64(rows.size()),
              furthestTeme * 1000, furthestFixed * 1000);
        QVERIFY(furthestTeme <= 0.001);
        QVERIFY(furthestFixed <= 0.1);
    }

    void contactsOverADayAgree_data()
    {
        QTest::addColumn<double>("least");
        QTest::addRow("25 degrees") << 25.0;
        QTest::addRow("the horizon") << 0.0;
    }
    void contactsOverADayAgree()
    {
        QFETCH(double, least);
        const auto rows =
            asked({u"contacts"_s, elementFile(), QString::number(tokyo.latitude, 'g', 17),
                   QString::number(tokyo.longitude, 'g', 17), QString::number(tokyo.altitudeKm, 'g', 17),
                   start, u"24"_s, QString::number(least)});
        QVERIFY(rows.size() > 100);
        const Timestamp begin = *parseTimestamp(start.toStdString());
        auto found = findContacts(m_orbits, std::span(&tokyo, 1), {{begin, begin + 24h}, least});
        // Passes that only touch the least elevation may be there or not.
        const auto touches = [least](double highest) { return highest - least < 1e-3; };
        std::erase_if(found, [&](const Contact &c) {
            return !c.rise || !c.set || *c.rise < begin || *c.set > begin + 24h - 20s ||
                   touches(c.highest.elevation);
        });
        std::multimap<std::uint32_t, Contact> bySatellite;
        for (const Contact &contact : found)
            bySatellite.emplace(contact.satellite, contact);
        double furthest = 0;
        double furthestTop = 0;
        std::size_t compared = 0;
        for (const auto &row : rows) {
            if (touches(row[4]) || atMs(row[3]) > begin + 24h - 20s)
                continue;
            auto [at, end] = bySatellite.equal_range(std::uint32_t(row[0]));
            while (at != end && secondsBetween(*at->second.rise, atMs(row[1])) > 60)
                ++at;
            QVERIFY2(at != end, qPrintable(u"satellite %1 rises at %2"_s.arg(row[0]).arg(qint64(row[1]))));
            const Contact &contact = at->second;
            furthest = std::max({furthest, secondsBetween(*contact.rise, atMs(row[1])),
                                 secondsBetween(*contact.set, atMs(row[3]))});
            furthestTop = std::max(furthestTop, secondsBetween(contact.culmination, atMs(row[2])));
            QVERIFY(std::abs(contact.highest.elevation - row[4]) < 1e-3);
            bySatellite.erase(at);
            ++compared;
        }
        qInfo("%zu passes: rise and set within %.4f s, culmination within %.4f s", compared, furthest,
              furthestTop);
        QVERIFY2(bySatellite.empty(), "passes that satellite.js does not have");
        QVERIFY(furthest <= 1);
        QVERIFY(furthestTop <= 1);
    }
};

DESK_TEST(TstOrbitReference)
#include "tst_orbitreference.moc"
