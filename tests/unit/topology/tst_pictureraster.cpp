// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/topology/pictureraster.h"

#include <QPainter>
#include <QTest>

#include <cmath>
#include <random>

using namespace desk;

namespace {

QImage blank(int width, int height, double ratio = 1)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::black);
    return image;
}

// How much white was laid over black, in pixels.
double ink(const QImage &image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            sum += qRed(image.pixel(x, y)) / 255.0;
    }
    return sum;
}

constexpr QRgb white = 0xFFFFFFFFU;

} // namespace

class TstPictureRaster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineCoversItsLengthTimesItsWidth_data();
    void lineCoversItsLengthTimesItsWidth();
    void bandsMakeTheSamePictureAsTheWhole();
    void nothingIsDrawnOutside();
    void translucentColourIsMixed();
    void dashesLeaveGaps();
    void pictureKeepsWhatItDoesNotCover();
    void nonsenseIsPassedOver();
};

void TstPictureRaster::lineCoversItsLengthTimesItsWidth_data()
{
    QTest::addColumn<QLineF>("line");
    QTest::addColumn<double>("width");
    QTest::newRow("level") << QLineF(20, 50.5, 120, 50.5) << 3.0;
    QTest::newRow("upright") << QLineF(50.5, 20, 50.5, 120) << 3.0;
    QTest::newRow("slanting") << QLineF(20, 30, 130, 90) << 3.0;
    QTest::newRow("steep") << QLineF(90, 20, 40, 130) << 2.2;
    QTest::newRow("diagonal") << QLineF(20, 20, 120, 120) << 5.0;
    QTest::newRow("between pixels") << QLineF(20.3, 50.2, 119.7, 61.9) << 1.5;
}

void TstPictureRaster::lineCoversItsLengthTimesItsWidth()
{
    QFETCH(QLineF, line);
    QFETCH(double, width);
    QImage image = blank(150, 150);
    PictureRaster(image).line(line, width, white);
    const double expected = line.length() * width;
    QVERIFY2(std::abs(ink(image) - expected) < 0.02 * expected,
             qPrintable(QStringLiteral("%1 instead of %2").arg(ink(image)).arg(expected)));
}

void TstPictureRaster::bandsMakeTheSamePictureAsTheWhole()
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> place(-40, 240);
    QImage whole = blank(200, 200);
    QImage banded = blank(200, 200);
    PictureRaster inOne(whole);
    PictureRaster inBands(banded);
    for (int i = 0; i < 200; ++i) {
        const QLineF line(place(random), place(random), place(random), place(random));
        inOne.line(line, 1 + i % 3, white);
        for (int top = 0; top < 200; top += PictureRaster::bandRows) {
            inBands.setRows(top, top + PictureRaster::bandRows);
            inBands.line(line, 1 + i % 3, white);
        }
    }
    int most = 0;
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 200; ++x)
            most = std::max(most, std::abs(qRed(whole.pixel(x, y)) - qRed(banded.pixel(x, y))));
    }
    QVERIFY2(most <= 6, qPrintable(QString::number(most)));
}

// Beside the picture lies other memory: the pixels of a larger one, here.
void TstPictureRaster::nothingIsDrawnOutside()
{
    QImage large = blank(120, 120);
    QImage part(large.bits() + 10 * large.bytesPerLine() + 10 * 4, 100, 100, int(large.bytesPerLine()),
                QImage::Format_RGB32);
    PictureRaster raster(part);
    std::mt19937 random(5);
    std::uniform_real_distribution<double> place(-500, 600);
    QImage dot(9, 9, QImage::Format_ARGB32_Premultiplied);
    dot.fill(Qt::white);
    for (int i = 0; i < 500; ++i) {
        raster.line({place(random), place(random), place(random), place(random)}, i % 9, white);
        raster.dashes({place(random), place(random), place(random), place(random)}, 2, 4, 4, white);
        raster.picture(dot, {place(random), place(random)});
    }
    for (int i = 0; i < 120; ++i) {
        for (const int edge : {0, 9, 110, 119}) {
            QCOMPARE(large.pixel(i, edge) & 0xFFFFFFU, 0U);
            QCOMPARE(large.pixel(edge, i) & 0xFFFFFFU, 0U);
        }
    }
}

void TstPictureRaster::translucentColourIsMixed()
{
    QImage image = blank(40, 40);
    PictureRaster(image).line({5, 20.5, 35, 20.5}, 5, qRgba(255, 100, 0, 128));
    const QRgb middle = image.pixel(20, 20);
    QVERIFY(std::abs(qRed(middle) - 128) <= 2);
    QVERIFY(std::abs(qGreen(middle) - 50) <= 2);
    QCOMPARE(qBlue(middle), 0);
}

void TstPictureRaster::dashesLeaveGaps()
{
    QImage image = blank(120, 20);
    PictureRaster(image).dashes({10, 10.5, 110, 10.5}, 1, 4, 4, white);
    QVERIFY(std::abs(ink(image) - 52) < 4); // 13 dashes of 4
    QVERIFY(qRed(image.pixel(12, 10)) > 200);
    QCOMPARE(qRed(image.pixel(16, 10)), 0);
}

void TstPictureRaster::pictureKeepsWhatItDoesNotCover()
{
    QImage image = blank(40, 40, 2);
    image.fill(QColor(10, 20, 30));
    QImage dot(8, 8, QImage::Format_ARGB32_Premultiplied);
    dot.fill(Qt::transparent);
    dot.setPixel(4, 4, qRgba(128, 0, 0, 128));   // red at one half
    PictureRaster(image).picture(dot, {10, 10}); // 20, 20 of the image's pixels
    QCOMPARE(image.pixel(19, 20), qRgb(10, 20, 30));
    const QRgb mixed = image.pixel(20, 20);
    QVERIFY(std::abs(qRed(mixed) - 133) <= 1);
    QVERIFY(std::abs(qGreen(mixed) - 10) <= 1);
    QVERIFY(std::abs(qBlue(mixed) - 15) <= 1);
}

void TstPictureRaster::nonsenseIsPassedOver()
{
    QImage image = blank(40, 40);
    PictureRaster raster(image);
    const double nan = std::nan("");
    raster.line({nan, 0, 20, 20}, 1, white);
    raster.line({0, 0, std::numeric_limits<double>::infinity(), 20}, 1, white);
    raster.line({5, 5, 5, 5}, 1, white);
    raster.dashes({5, 5, 5, 5}, 1, 4, 4, white);
    raster.dashes({-1e12, 10, 1e12, 10}, 1, 4, 4, white);
    QVERIFY(ink(image) < 41);
}

DESK_TEST(TstPictureRaster)
#include "tst_pictureraster.moc"
