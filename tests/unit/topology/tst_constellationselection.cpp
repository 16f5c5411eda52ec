// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/constellationselection.h"
#include "models/topology/degree.h"

#include "models/topology/orbitalplanes.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <set>

using namespace desk;

namespace {

ElementSet satellite(double inclination, double node, double argumentOfLatitude, double revolutionsPerDay)
{
    ElementSet elements;
    elements.epoch = {2461180.5, 0.25};
    elements.inclination = inclination * degree;
    elements.rightAscension = std::fmod(node + 360, 360) * degree;
    elements.meanAnomaly = std::fmod(argumentOfLatitude + 720, 360) * degree;
    elements.meanMotion = revolutionsPerDay * 2 * std::numbers::pi / 1440;
    return elements;
}

// 24 planes 15 degrees apart of 20 satellites 18 degrees apart, shuffled among strays of other heights.
std::vector<ElementSet> catalogue()
{
    std::mt19937 random{7};
    std::uniform_real_distribution<double> angle{0, 360};
    std::vector<ElementSet> fleet;
    for (int plane = 0; plane < 24; ++plane) {
        for (int i = 0; i < 20; ++i)
            fleet.push_back(satellite(53.1, 15.0 * plane, 18.0 * i + 3 * plane, 15.06));
    }
    for (int i = 0; i < 300; ++i)
        fleet.push_back(satellite(53.1, angle(random), angle(random), 15.3 + 0.001 * i));
    std::shuffle(fleet.begin(), fleet.end(), random);
    return fleet;
}

} // namespace

class TstConstellationSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesEvenPlanesOfEvenSatellites();
    void prefersTheEvenSatellitesOfACrowd();
    void keepsToTheInclinationsAskedFor();
    void saysWhenThereAreNotEnough();
    void refusesNothingToChoose();
};

void TstConstellationSelection::choosesEvenPlanesOfEvenSatellites()
{
    const auto fleet = catalogue();
    SelectionOptions options;
    options.planes = 8;
    options.perPlane = 10;
    const auto chosen = selectConstellation(fleet, options);
    QVERIFY(chosen.has_value());
    QCOMPARE(chosen->size(), std::size_t{80});
    QCOMPARE(std::set<std::size_t>(chosen->begin(), chosen->end()).size(), std::size_t{80});
    for (std::size_t plane = 0; plane < 8; ++plane) {
        for (std::size_t i = 0; i < 10; ++i) {
            const ElementSet &elements = fleet[chosen->at(plane * 10 + i)];
            const ElementSet &next = fleet[chosen->at(plane * 10 + (i + 1) % 10)];
            const ElementSet &across = fleet[chosen->at((plane + 1) % 8 * 10)];
            QCOMPARE(elements.rightAscension, next.rightAscension);
            const auto gap = [](double from, double to) {
                return std::fmod((to - from) / degree + 720, 360);
            };
            QVERIFY(std::abs(gap(elements.meanAnomaly, next.meanAnomaly) - 36) < 1e-6);
            QVERIFY(std::abs(gap(elements.rightAscension, across.rightAscension) - 45) < 1e-6);
        }
    }
}

void TstConstellationSelection::prefersTheEvenSatellitesOfACrowd()
{
    std::vector<ElementSet> fleet;
    for (const double argument : {0.0, 1.0, 2.0, 88.0, 91.0, 150.0, 179.0, 180.5, 200.0, 268.0, 275.0})
        fleet.push_back(satellite(70, 33, argument, 15));
    SelectionOptions options;
    options.planes = 1;
    options.perPlane = 4;
    const auto chosen = selectConstellation(fleet, options);
    QVERIFY(chosen.has_value());
    // The least sum of squares of gap - 90 of all choices, found by trying them all.
    double least = 1e9;
    std::vector<std::size_t> best;
    for (std::size_t a = 0; a < 11; ++a) {
        for (std::size_t b = a + 1; b < 11; ++b) {
            for (std::size_t c = b + 1; c < 11; ++c) {
                for (std::size_t d = c + 1; d < 11; ++d) {
                    const double anomalies[] = {fleet[a].meanAnomaly, fleet[b].meanAnomaly,
                                                fleet[c].meanAnomaly, fleet[d].meanAnomaly};
                    double sum = 0;
                    for (int i = 0; i < 4; ++i) {
                        const double turn = i == 3 ? 360 : 0;
                        const double gap = (anomalies[(i + 1) % 4] - anomalies[i]) / degree + turn;
                        sum += (gap - 90) * (gap - 90);
                    }
                    if (sum < least) {
                        least = sum;
                        best = {a, b, c, d};
                    }
                }
            }
        }
    }
    QCOMPARE(*chosen, best);
}

void TstConstellationSelection::keepsToTheInclinationsAskedFor()
{
    const auto fleet = catalogue();
    SelectionOptions options;
    options.planes = 4;
    options.perPlane = 5;
    options.leastInclinationDegrees = 53.2;
    const auto chosen = selectConstellation(fleet, options);
    QVERIFY(!chosen.has_value());
    QCOMPARE(chosen.error().code, ErrorCode::notFound);
}

void TstConstellationSelection::saysWhenThereAreNotEnough()
{
    const auto chosen = selectConstellation(catalogue(), {.planes = 8, .perPlane = 21});
    QVERIFY(!chosen.has_value());
    QCOMPARE(chosen.error().message, std::string{"no band of the catalogue holds 8 planes of 21 satellites"});
    QVERIFY(!selectConstellation({}).has_value());
}

void TstConstellationSelection::refusesNothingToChoose()
{
    QCOMPARE(selectConstellation(catalogue(), {.planes = 0}).error().code, ErrorCode::invalidArgument);
    QCOMPARE(selectConstellation(catalogue(), {.perPlane = 0}).error().code, ErrorCode::invalidArgument);
}

DESK_TEST(TstConstellationSelection)
#include "tst_constellationselection.moc"
