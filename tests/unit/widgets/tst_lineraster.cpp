// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/charts/lineraster.h"

#include <QPainter>
#include <QPen>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <limits>

using namespace desk;

class TstLineRaster : public QObject
{
    Q_OBJECT

    static QImage painted(QSize size, const std::vector<QPointF> &points, QPointF offset = {})
    {
        QImage picture(size, QImage::Format_RGB32);
        picture.fill(Qt::black);
        LineRaster raster;
        raster.setPicture(picture);
        raster.addPolyline(points, offset);
        raster.paint(Qt::white);
        return picture;
    }
    static double light(const QImage &picture)
    {
        double sum = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                sum += qGreen(picture.pixel(x, y)) / 255.0;
        }
        return sum;
    }

private Q_SLOTS:
    static void aLineThroughCentresOfPixelsIsCrisp()
    {
        const QImage flat = painted({20, 9}, {{0.5, 4.5}, {19.5, 4.5}});
        const QImage upright = painted({9, 20}, {{4.5, 0.5}, {4.5, 19.5}});
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(qGreen(flat.pixel(i, 4)), 255);
            QCOMPARE(qGreen(flat.pixel(i, 3)) + qGreen(flat.pixel(i, 5)), 0);
            QCOMPARE(qGreen(upright.pixel(4, i)), 255);
            QCOMPARE(qGreen(upright.pixel(3, i)) + qGreen(upright.pixel(5, i)), 0);
        }
    }

    static void aPeakReachesItsValue()
    {
        const QImage picture =
            painted({40, 100}, {{0.5, 90.5}, {20.5, 90.5}, {20.5, 10.5}, {21.5, 90.5}, {39.5, 90.5}});
        QCOMPARE(qGreen(picture.pixel(20, 10)), 255);
        QCOMPARE(qGreen(picture.pixel(20, 8)), 0);
    }

    // No hole where one line ends and the next one begins, flat or steep.
    static void aCurveHasNoHoles()
    {
        QRandomGenerator random(3);
        std::vector<QPointF> points;
        for (double x = 0; x < 300; x += 0.3 + random.generateDouble() * 6)
            points.emplace_back(x, 5 + random.generateDouble() * random.bounded(60));
        const QImage picture = painted({300, 70}, points);
        for (std::size_t i = 1; i < points.size(); ++i) {
            for (int k = 0; k <= 20; ++k) {
                const QPointF at = points[i - 1] + (points[i] - points[i - 1]) * k / 20;
                int around = 0;
                for (int dx = -1; dx <= 1; ++dx) {
                    for (int dy = -1; dy <= 1; ++dy) {
                        const QPoint pixel(int(at.x()) + dx, int(at.y()) + dy);
                        if (picture.rect().contains(pixel))
                            around += qGreen(picture.pixel(pixel));
                    }
                }
                QVERIFY2(around > 200,
                         qPrintable(QStringLiteral("%1 %2: %3").arg(at.x()).arg(at.y()).arg(around)));
            }
        }
    }

    static void linesAreAsStrongAsThoseOfThePainter()
    {
        for (const double slope : {0.0, 0.1, 0.5, 0.9, 1.1, 3.0, 20.0}) {
            const QPointF from(10.3, 10.7);
            const double length = 80 / std::max(1.0, slope);
            const QPointF to = from + QPointF(length, slope * length);
            const double ours = light(painted({120, 120}, {from, to}));
            QImage theirs(120, 120, QImage::Format_RGB32);
            theirs.fill(Qt::black);
            QPainter painter(&theirs);
            painter.setRenderHint(QPainter::Antialiasing);
            QPen pen(Qt::white, 1);
            pen.setCosmetic(true);
            painter.setPen(pen);
            painter.drawLine(from, to);
            painter.end();
            QVERIFY2(std::abs(ours / light(theirs) - 1) < 0.06,
                     qPrintable(QStringLiteral("%1: %2 of %3").arg(slope).arg(ours).arg(light(theirs))));
        }
    }

    // What a picture shows does not depend on how much of the lines lies beside it.
    static void linesAreCutOffAtTheEdges()
    {
        QRandomGenerator random(9);
        for (int run = 0; run < 200; ++run) {
            std::vector<QPointF> points;
            for (int i = 0; i < 12; ++i)
                points.emplace_back(random.generateDouble() * 150 - 50, random.generateDouble() * 150 - 50);
            const int width = 45 + run % 5; // and what is left of four pixels
            const QImage small = painted({width, 50}, points);
            const QImage large = painted({200, 200}, points, {60, 60}).copy(60, 60, width, 50);
            for (int y = 0; y < 50; ++y) {
                for (int x = 0; x < width; ++x)
                    QVERIFY2(std::abs(qGreen(small.pixel(x, y)) - qGreen(large.pixel(x, y))) <= 2,
                             qPrintable(QStringLiteral("run %1 at %2 %3").arg(run).arg(x).arg(y)));
            }
        }
        const double far = 1e300;
        painted({50, 50}, {{-far, -far}, {far, far}, {far, -far}, {25, 25}, {-1e9, 26}});
    }

    // A column of a band is an upright line of one pixel through its middle.
    static void aBandIsUprightLinesSideBySide()
    {
        QRandomGenerator random(11);
        for (int run = 0; run < 100; ++run) {
            const QSize size(30 + run % 9, 40 + run % 30);
            const int first = random.bounded(-12, 30);
            std::vector<LineRaster::Extent> extents;
            for (int i = random.bounded(1, 40); i > 0; --i) {
                const auto top = float(random.generateDouble() * 100 - 20);
                extents.push_back({top, top + float(random.bounded(3) == 0 ? 0 : random.bounded(60))});
            }
            QImage band(size, QImage::Format_RGB32);
            band.fill(Qt::black);
            QImage lines = band;
            LineRaster raster;
            raster.setPicture(band);
            raster.addBand(first, extents);
            raster.paint(Qt::white);
            raster.setPicture(lines);
            for (std::size_t i = 0; i < extents.size(); ++i) {
                const double x = first + double(i) + 0.5;
                raster.addPolyline(
                    std::vector<QPointF>{{x, double(extents[i].top)}, {x, double(extents[i].bottom)}});
            }
            raster.paint(Qt::white);
            for (int y = 0; y < size.height(); ++y) {
                for (int x = 0; x < size.width(); ++x) {
                    const int is = qGreen(band.pixel(x, y));
                    const int wanted = qGreen(lines.pixel(x, y));
                    QVERIFY2(std::abs(is - wanted) <= 20, // the ends lie on sixteenths
                             qPrintable(QStringLiteral("run %1 at %2 %3: %4, not %5")
                                            .arg(run)
                                            .arg(x)
                                            .arg(y)
                                            .arg(is)
                                            .arg(wanted)));
                }
            }
        }
    }

    static void aDiscIsAsLargeAsItsAreaAndCutOffAtTheEdges()
    {
        for (const double radius : {1.0, 1.5, 2.0, 3.5}) {
            for (const QPointF at : {QPointF(10, 10), QPointF(10.5, 9.2), QPointF(9.7, 10.4)}) {
                QImage picture(20, 20, QImage::Format_RGB32);
                picture.fill(Qt::black);
                LineRaster raster;
                raster.setPicture(picture);
                raster.addDisc(at, radius);
                raster.paint(Qt::white);
                QVERIFY(std::abs(light(picture) - 3.14159 * radius * radius) < 0.8);
                if (radius > 1)
                    QCOMPARE(qGreen(picture.pixel(int(at.x()), int(at.y()))), 255);
            }
        }
        QImage picture(20, 20, QImage::Format_RGB32);
        picture.fill(Qt::black);
        LineRaster raster;
        raster.setPicture(picture);
        for (const QPointF at : {QPointF(0, 10), QPointF(20, 10), QPointF(10, 0), QPointF(10, 20)})
            raster.addDisc(at, 3);
        for (const QPointF at : {QPointF(-9, 10), QPointF(1e300, 10), QPointF(10, -1e300), QPointF(10, 40)})
            raster.addDisc(at, 3);
        raster.paint(Qt::white);
        QVERIFY(std::abs(light(picture) - 4 * 3.14159 * 9 / 2) < 2);
    }

    // Taller than what is reckoned with at once.
    static void aBandReachesThroughAVeryTallPicture()
    {
        QImage picture(20, 9'000, QImage::Format_RGB32);
        picture.fill(Qt::black);
        LineRaster raster;
        raster.setPicture(picture);
        const std::vector<LineRaster::Extent> extents(20, {100.5F, 8'899.5F});
        raster.addBand(0, extents);
        raster.paint(Qt::white);
        for (int y = 0; y < picture.height(); ++y)
            QCOMPARE(qGreen(picture.pixel(7, y)), y >= 100 && y < 8'900 ? 255 : 0);
    }

    // Rounding must not lead a line above the first row: the mask begins there.
    static void aLineThatEndsAtTheVeryTopStaysInThePicture()
    {
        const std::vector<QPointF> points{{11.74, 3.6899999999999995},
                                          {28.790000000000003, -0.5725000000000016}};
        const QImage picture = painted({800, 300}, points);
        const QImage lower = painted({800, 304}, points, {0, 4}).copy(0, 4, 800, 300);
        for (int x = 0; x < 40; ++x) {
            for (int y = 0; y < 6; ++y)
                QVERIFY(std::abs(qGreen(picture.pixel(x, y)) - qGreen(lower.pixel(x, y))) <= 2);
        }
    }

    static void whatIsNoPointIsLeftOut()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinite = std::numeric_limits<double>::infinity();
        const std::vector<QPointF> points{{5, 5}, {20, 12}, {40, 8}};
        const std::vector<QPointF> holed{{nan, 3},        {5, 5},  {infinite, 5}, {20, 12},
                                         {21, -infinite}, {40, 8}, {nan, nan}};
        QVERIFY(painted({50, 20}, points) == painted({50, 20}, holed));
        QVERIFY(painted({50, 20}, {{nan, nan}}) == painted({50, 20}, {}));
    }

    static void nothingIsLeftForTheNextColour()
    {
        QImage picture(30, 30, QImage::Format_RGB32);
        picture.fill(Qt::black);
        LineRaster raster;
        raster.setPicture(picture);
        raster.addPolyline(std::vector<QPointF>{{-3, 3}, {33, 27}, {14, -5}});
        raster.paint(Qt::red);
        const QImage before = picture;
        raster.paint(Qt::green);
        QVERIFY(picture == before);
    }
};

DESK_TEST(TstLineRaster)
#include "tst_lineraster.moc"
