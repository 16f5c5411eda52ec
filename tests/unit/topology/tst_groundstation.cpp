// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/groundstation.h"

#include "models/topology/asciislug.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <fstream>
#include <sstream>

using namespace desk;

class TstGroundStation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheFormWithAHeader();
    void readsColumnsInAnyOrder();
    void readsTheFormWithoutAHeader();
    void makesIdsFromNames_data();
    void makesIdsFromNames();
    void keepsIdsApart();
    void readsQuotedNames();
    void refusesBadInput_data();
    void refusesBadInput();
    void bundledStationsAreSpreadOverTheEarth();
};

void TstGroundStation::readsTheFormWithAHeader()
{
    const auto stations = readStations("\xEF\xBB\xBFid,name,latitude,longitude,elevation_m\r\n"
                                       "gs-tokyo,Tokyo,35.6895,139.69171,40\r\n");
    QVERIFY(stations.has_value());
    QCOMPARE(stations->size(), std::size_t{1});
    QCOMPARE(stations->front(), (GroundStation{"gs-tokyo", "Tokyo", {35.6895, 139.69171, 0.04}}));
}

void TstGroundStation::readsColumnsInAnyOrder()
{
    const auto stations = readStations("Longitude,note,Latitude,Name\n -0.12574 ,x,+51.50853,London\n");
    QVERIFY(stations.has_value());
    QCOMPARE(stations->front(), (GroundStation{"gs-london", "London", {51.50853, -0.12574, 0}}));
}

void TstGroundStation::readsTheFormWithoutAHeader()
{
    const auto stations =
        readStations("0,Tokyo,35.6895,139.69171,0\n3,S\u00e3o-Paulo,-23.5475,-46.63611,0\n");
    QVERIFY(stations.has_value());
    QCOMPARE(stations->size(), std::size_t{2});
    QCOMPARE(stations->at(0).id, std::string{"gs-tokyo"});
    QCOMPARE(stations->at(1), (GroundStation{"gs-sao-paulo", "S\u00e3o-Paulo", {-23.5475, -46.63611, 0}}));
}

void TstGroundStation::makesIdsFromNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("slug");
    const auto row = [](const char *name, const char *slug) {
        QTest::addRow("%s", slug) << QString::fromUtf8(name) << QString::fromUtf8(slug);
    };
    row("Tokyo", "tokyo");
    row("New York 2", "new-york-2");
    row("Mumbai-(Bombay)", "mumbai-bombay");
    row("Xi'an--Shaanxi", "xian-shaanxi");
    row("Washington--D.C.", "washington-d-c");
    row("M\u00fcnchen", "munchen");
    row("Stra\u00dfe \u0141\u00f3d\u017a", "strasse-lodz");
    row("Sa\u0303o Paulo", "sao-paulo"); // combining tilde
    row("Reykjav\u00edk \u00de\u00f3r", "reykjavik-thor");
    row("--Accra--", "accra");
}

void TstGroundStation::makesIdsFromNames()
{
    QFETCH(QString, name);
    QFETCH(QString, slug);
    QCOMPARE(QString::fromStdString(asciiSlug(name.toStdString())), slug);
}

void TstGroundStation::keepsIdsApart()
{
    const auto stations =
        readStations("1,Portland,45.5,-122.6,0\n2,Portland,43.6,-70.2,0\n3,\u6771\u4eac,35.6,139.6,0\n");
    QVERIFY(stations.has_value());
    QCOMPARE(stations->at(0).id, std::string{"gs-portland"});
    QCOMPARE(stations->at(1).id, std::string{"gs-portland-2"});
    QCOMPARE(stations->at(2).id, std::string{"gs-3"}); // nothing in ASCII: the line
    QCOMPARE(stations->at(2).name, std::string{"\u6771\u4eac"});
}

void TstGroundStation::readsQuotedNames()
{
    const auto stations = readStations("gs-dc,\"Washington, \"\"D.C.\"\"\",38.9,-77,\n");
    QVERIFY(stations.has_value());
    QCOMPARE(stations->front().name, std::string{"Washington, \"D.C.\""});
    QCOMPARE(stations->front().position.altitudeKm, 0.0);
}

void TstGroundStation::refusesBadInput_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *text, const char *message, const char *field = "") {
        QTest::addRow("%s", message) << QByteArray{text} << QByteArray{message} << QByteArray{field};
    };
    row("", "the text holds no ground station");
    row("id,name,latitude,longitude,elevation_m\n", "the text holds no ground station");
    row("id,latitude,longitude\n", "line 1: the header has no column name", "name");
    row("name,latitude\nA,1\n", "line 1: the header has no column longitude", "longitude");
    row("0,A,1,2,0\n\n1,B,91,2,0\n", "line 3: latitude 91 is not within -90 and 90", "latitude");
    row("0,A,1,2,0\n1,B,9,-180.5,0\n", "line 2: longitude -180.5 is not within -180 and 180", "longitude");
    row("0,A,1,2,10000\n", "line 1: elevation_m 10000 is not within -500 and 9000", "elevation_m");
    row("0,A,north,2,0\n", "line 1: latitude is not a number", "latitude");
    row("0,A,nan,2,0\n", "line 1: latitude is not a number", "latitude");
    row("0,A,1 2,2,0\n", "line 1: latitude is not a number", "latitude");
    row("0,A,1\n", "line 1: longitude is missing", "longitude");
    row("0,,1,2,0\n", "line 1: name is empty", "name");
    row("0,\xC3(,1,2,0\n", "line 1: name is not plain UTF-8 text", "name");
    row("0,\xED\xA0\x80,1,2,0\n", "line 1: name is not plain UTF-8 text", "name");
    row("0,A\tB,1,2,0\n", "line 1: name is not plain UTF-8 text", "name");
    row("gs-a,A,1,2,0\ngs-a,B,1,2,0\n", "line 2: id gs-a is used before", "id");
    row("0,\"A,1,2,0\n", "line 1: a quote is not closed");
}

void TstGroundStation::refusesBadInput()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, field);
    const auto stations = readStations(text.toStdString());
    QVERIFY(!stations.has_value());
    QCOMPARE(QByteArray::fromStdString(stations.error().message), message);
    QCOMPARE(QByteArray::fromStdString(stations.error().field), field);
}

void TstGroundStation::bundledStationsAreSpreadOverTheEarth()
{
    std::ifstream file{DESK_SOURCE_DIR "/resources/demo/ground_stations.csv", std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    const auto stations = readStations(text.str());
    QVERIFY(stations.has_value());
    QCOMPARE(stations->size(), std::size_t{12});
    std::vector<double> longitudes;
    for (const GroundStation &station : *stations) {
        QCOMPARE(station.id, "gs-" + asciiSlug(station.name));
        QVERIFY(std::abs(station.position.latitude) <= 52);
        longitudes.push_back(station.position.longitude);
    }
    QVERIFY(std::is_sorted(longitudes.begin(), longitudes.end()));
    QVERIFY(longitudes.back() - longitudes.front() > 240);
}

DESK_TEST(TstGroundStation)
#include "tst_groundstation.moc"
