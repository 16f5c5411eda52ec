// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contrast.h"
#include "tests/support/testprogram.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/stylesheet.h"
#include "widgets/theme/theme.h"

#include <QFontInfo>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

int paintedPixels(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour;
    }
    return count;
}

constexpr std::array variants{ThemeVariant::dark, ThemeVariant::light, ThemeVariant::highContrastDark,
                              ThemeVariant::highContrastLight};

} // namespace

class TstTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastFormulaKnowsItsEnds();
    void textIsReadableOnEveryGround_data() { addVariants(); }
    void textIsReadableOnEveryGround();
    void modesOfTimeAreReadable_data() { addVariants(); }
    void modesOfTimeAreReadable();
    void marksStandOutFromTheirGround_data() { addVariants(); }
    void marksStandOutFromTheirGround();
    void seriesColoursAreNeverAlarmRedNorTwiceTheSame_data() { addVariants(); }
    void seriesColoursAreNeverAlarmRedNorTwiceTheSame();
    void neighboursInTheDarkPaletteDifferInLightness();
    void tokensAreThoseOfTheDesign();
    void seriesBeyondTheEighthAreDashed();
    void highContrastHasStrongLines();
    void noFontIsSmallerThanNinePoints();
    void styleSheetHasNoNameLeft_data() { addVariants(); }
    void styleSheetHasNoNameLeft();
    void severitiesHaveDifferentShapes();
    void iconFollowsTheVariant();
    void unknownIconIsEmpty();
    void changedIsSaidOnce();
    void panelNamesItselfAndItsButtons();
    void panelButtonsHideAndFloat();

private:
    static void addVariants();
};

void TstTheme::addVariants()
{
    QTest::addColumn<int>("variant");
    QTest::addRow("dark") << int(ThemeVariant::dark);
    QTest::addRow("light") << int(ThemeVariant::light);
    QTest::addRow("high contrast dark") << int(ThemeVariant::highContrastDark);
    QTest::addRow("high contrast light") << int(ThemeVariant::highContrastLight);
}

void TstTheme::contrastFormulaKnowsItsEnds()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // the well-known grey
}

void TstTheme::textIsReadableOnEveryGround()
{
    QFETCH(int, variant);
    Theme theme;
    theme.setVariant(ThemeVariant(variant));
    for (const Token text : {Token::text, Token::textDim}) {
        for (const Token ground : {Token::panel, Token::canvas, Token::plot, Token::raised}) {
            const double ratio = contrast(theme.color(text), theme.color(ground));
            QVERIFY2(ratio >= 4.5,
                     qPrintable(u"token %1 on %2: %3"_s.arg(int(text)).arg(int(ground)).arg(ratio)));
        }
        const double selected = contrast(theme.color(text), theme.selection());
        QVERIFY2(selected >= 4.5 || text == Token::textDim, qPrintable(u"selected row: %1"_s.arg(selected)));
    }
    // Links, states in words, marks of the mode: whatever token is the colour of a text.
    for (int token = int(Token::text); token <= int(Token::replay); ++token) {
        const QColor text = theme.color(Token(token));
        for (const Token ground : {Token::panel, Token::canvas, Token::plot, Token::raised}) {
            const double ratio = contrast(text, theme.color(ground));
            QVERIFY2(ratio >= 4.5,
                     qPrintable(u"token %1 on %2: %3"_s.arg(token).arg(int(ground)).arg(ratio)));
        }
        QVERIFY(contrast(theme.onSelection(text), theme.selection()) >= 4.5);
        QCOMPARE(Theme::contrast(text, theme.selection()), contrast(text, theme.selection()));
    }
    QCOMPARE(theme.onSelection(theme.color(Token::text)), theme.color(Token::text)); // needs no change
    // Words on a full colour: a chosen mode of time, selected text in a field.
    const QColor onAccent = theme.isDark() ? Qt::black : Qt::white;
    QVERIFY(contrast(onAccent, theme.color(Token::accent)) >= 4.5);
}

void TstTheme::marksStandOutFromTheirGround()
{
    QFETCH(int, variant);
    Theme theme;
    theme.setVariant(ThemeVariant(variant));
    for (const Token ground : {Token::plot, Token::panel}) {
        for (int s = int(Severity::none); s <= int(Severity::critical); ++s) {
            const double ratio = contrast(theme.color(Severity(s)), theme.color(ground));
            QVERIFY2(ratio >= 3, qPrintable(u"severity %1: %2"_s.arg(s).arg(ratio)));
        }
        for (const Token mark : {Token::accent, Token::replay, Token::off})
            QVERIFY(contrast(theme.color(mark), theme.color(ground)) >= 3);
        for (int i = 0; i < Theme::seriesColours; ++i) {
            const double ratio = contrast(theme.seriesPen(i).color(), theme.color(ground));
            QVERIFY2(ratio >= 3, qPrintable(u"series %1: %2"_s.arg(i).arg(ratio)));
        }
    }
}

void TstTheme::seriesColoursAreNeverAlarmRedNorTwiceTheSame()
{
    QFETCH(int, variant);
    Theme theme;
    theme.setVariant(ThemeVariant(variant));
    for (int i = 0; i < Theme::seriesColours; ++i) {
        QVERIFY(theme.seriesPen(i).color() != theme.color(Severity::critical));
        for (int j = 0; j < i; ++j)
            QVERIFY(theme.seriesPen(i).color() != theme.seriesPen(j).color());
    }
}

void TstTheme::neighboursInTheDarkPaletteDifferInLightness()
{
    const Theme theme;
    for (int i = 0; i + 1 < Theme::seriesColours; ++i) {
        const double ratio = contrast(theme.seriesPen(i).color(), theme.seriesPen(i + 1).color());
        QVERIFY2(ratio >= 1.05, qPrintable(u"%1 and %2: %3"_s.arg(i).arg(i + 1).arg(ratio)));
    }
}

void TstTheme::tokensAreThoseOfTheDesign()
{
    Theme theme;
    QCOMPARE(theme.color(Token::canvas), QColor(u"#0E1116"_s));
    QCOMPARE(theme.color(Token::textDim), QColor(u"#98A4B3"_s));
    QCOMPARE(theme.color(Token::critical), QColor(u"#FF4D4F"_s));
    QCOMPARE(theme.color(Token::replay), QColor(u"#B48CFF"_s));
    QCOMPARE(theme.color(Severity::none), theme.color(Token::off));
    QCOMPARE(theme.seriesPen(0).color(), QColor(u"#4AA3FF"_s));
    QVERIFY(theme.isDark());
    theme.setVariant(ThemeVariant::light);
    QCOMPARE(theme.color(Token::canvas), QColor(u"#F4F6F8"_s));
    QCOMPARE(theme.color(Token::caution), QColor(u"#7E6100"_s));
    QCOMPARE(theme.color(Token::replay), QColor(u"#6D28D9"_s));
    QCOMPARE(theme.seriesPen(7).color(), QColor(u"#546E7A"_s));
    QVERIFY(!theme.isDark());
}

void TstTheme::seriesBeyondTheEighthAreDashed()
{
    const Theme theme;
    QCOMPARE(theme.seriesPen(8).color(), theme.seriesPen(0).color());
    QCOMPARE(theme.seriesPen(7).style(), Qt::SolidLine);
    QVERIFY(theme.seriesPen(8).style() != Qt::SolidLine);
    QCOMPARE(theme.seriesPen(-3).color(), theme.seriesPen(0).color());
}

void TstTheme::highContrastHasStrongLines()
{
    Theme theme;
    QCOMPARE(theme.lineWidth(), 1);
    theme.setVariant(ThemeVariant::highContrastLight);
    QCOMPARE(theme.lineWidth(), 2);
    QVERIFY(contrast(theme.color(Token::line), theme.color(Token::panel)) >= 3);
    QCOMPARE(theme.color(Token::panel), QColor(Qt::white));
}

void TstTheme::noFontIsSmallerThanNinePoints()
{
    const Theme theme;
    for (const QFont &font : {theme.textFont(), theme.smallFont(), theme.titleFont(), theme.monoFont(),
                              theme.smallMonoFont(), theme.readoutFont()})
        QVERIFY(font.pointSize() >= 9);
    QVERIFY(QFontInfo(theme.monoFont()).fixedPitch());
}

void TstTheme::styleSheetHasNoNameLeft()
{
    QFETCH(int, variant);
    Theme theme;
    theme.setVariant(ThemeVariant(variant));
    const QString sheet = styleSheet(theme);
    QVERIFY(!sheet.contains(u'@'));
    QVERIFY(sheet.contains(theme.color(Token::accent).name()));
    QVERIFY(!sheet.contains(u"gradient"_s));
}

void TstTheme::severitiesHaveDifferentShapes()
{
    const Theme theme;
    QList<QImage> shapes;
    for (int s = int(Severity::none); s <= int(Severity::critical); ++s) {
        QImage image(16, 16, QImage::Format_ARGB32_Premultiplied);
        image.fill(theme.color(Token::plot));
        QPainter painter(&image);
        theme.drawSeverity(painter, QRectF(0, 0, 16, 16), Severity(s));
        painter.end();
        QVERIFY(paintedPixels(image, theme.color(Severity(s))) > 12);
        // Without colour: what is painted at all.
        QImage shape(16, 16, QImage::Format_Mono);
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 16; ++x)
                shape.setPixel(x, y, image.pixelColor(x, y) == theme.color(Token::plot) ? 0 : 1);
        }
        for (const QImage &other : std::as_const(shapes))
            QVERIFY2(other != shape, qPrintable(QString::number(s)));
        shapes.push_back(shape);
    }
}

// LIVE, HELD, FIXED and REPLAY stand on their colour as the style sheet says.
void TstTheme::modesOfTimeAreReadable()
{
    QFETCH(int, variant);
    Theme theme;
    theme.setVariant(ThemeVariant(variant));
    const QColor words = theme.isDark() ? Qt::black : Qt::white;
    for (const Token mode : {Token::nominal, Token::caution, Token::replay})
        QVERIFY2(contrast(words, theme.color(mode)) >= 4.5, qPrintable(theme.color(mode).name()));
    const QString sheet = styleSheet(theme);
    QVERIFY(sheet.contains(u"background: "_s + theme.color(Token::replay).name()));
    QVERIFY(!sheet.contains(u'@'));
}

void TstTheme::iconFollowsTheVariant()
{
    Theme theme;
    const QIcon icon = theme.icon(u"close"_s);
    QVERIFY(!icon.isNull());
    const QImage dark = icon.pixmap(32).toImage();
    QVERIFY(paintedPixels(dark, theme.color(Token::text)) > 20);
    theme.setVariant(ThemeVariant::light);
    const QImage light = icon.pixmap(32).toImage();
    QVERIFY(paintedPixels(light, theme.color(Token::text)) > 20);
    QCOMPARE(paintedPixels(icon.pixmap(QSize(32, 32), QIcon::Disabled).toImage(), theme.color(Token::text)),
             0);
}

void TstTheme::unknownIconIsEmpty()
{
    const Theme theme;
    QVERIFY(theme.icon(u"no-such-icon"_s).isNull());
}

void TstTheme::changedIsSaidOnce()
{
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    for (const ThemeVariant variant : variants) {
        theme.setVariant(variant);
        theme.setVariant(variant);
    }
    QCOMPARE(changed.count(), 3); // it starts dark
}

void TstTheme::panelNamesItselfAndItsButtons()
{
    const Theme theme;
    Panel panel(theme, u"charts"_s, new QLabel(u"content"_s));
    panel.setTitle(u"Charts"_s);
    QCOMPARE(panel.objectName(), u"charts"_s);
    QCOMPARE(panel.windowTitle(), u"Charts"_s);
    QCOMPARE(panel.findChild<QLabel *>(u"panelTitle"_s)->text(), u"Charts"_s);
    QCOMPARE(panel.titleBarWidget()->height(), Theme::headerHeight);
    for (const auto *button : panel.findChildren<QToolButton *>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY((button->focusPolicy() & Qt::TabFocus) != 0);
    }
    auto *control = new QToolButton;
    panel.addHeaderWidget(control);
    QVERIFY(panel.titleBarWidget()->isAncestorOf(control));
}

void TstTheme::panelButtonsHideAndFloat()
{
    const Theme theme;
    Panel panel(theme, u"charts"_s, new QLabel);
    panel.setTitle(u"A panel with a rather long title"_s);
    panel.show();
    panel.findChild<QToolButton *>(u"float"_s)->click();
    QVERIFY(panel.isFloating());
    panel.findChild<QToolButton *>(u"close"_s)->click();
    QVERIFY(!panel.isVisible());
    panel.setFeatures(QDockWidget::NoDockWidgetFeatures);
    QVERIFY(panel.findChild<QToolButton *>(u"close"_s)->isHidden());
    QVERIFY(panel.titleBarWidget()->minimumSizeHint().width() < 160); // a long title gives way
}

DESK_GUI_TEST(TstTheme)
#include "tst_theme.moc"
