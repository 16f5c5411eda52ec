// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/itemroles.h"
#include "models/processing/lastvaluecache.h"
#include "models/telemetry/monitoringresult.h"
#include "tests/support/testprogram.h"
#include "widgets/tables/celldelegate.h"
#include "widgets/theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

class TstCellDelegate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesKeepTheEndsTheyDifferBy()
    {
        const QFontMetrics metrics(m_theme.monoFont());
        const auto fit = [&](const QString &text, int characters) {
            return CellDelegate::fitting(text, CellStyle::entity, metrics,
                                         metrics.horizontalAdvance(u'0') * characters);
        };
        QCOMPARE(fit(u"starlink-1008"_s, 30), u"starlink-1008"_s);
        QVERIFY(fit(u"starlink-1008"_s, 10).endsWith(u"1008"_s));
        const QString link = fit(u"starlink-1008 → starlink-1015"_s, 15);
        QVERIFY2(link.contains(u"008 → "_s) && link.endsWith(u"015"_s), qPrintable(link));
        QVERIFY(metrics.horizontalAdvance(link) <= metrics.horizontalAdvance(u'0') * 15);
    }

    void aFigureIsNeverCut()
    {
        const QFontMetrics metrics(m_theme.monoFont());
        for (const CellStyle style : {CellStyle::number, CellStyle::value})
            QCOMPARE(CellDelegate::fitting(u"1 234 567.9"_s, style, metrics, 40), u"…"_s);
        const auto narrow = [&](const QString &text, const QVariant &figure, int characters) {
            return CellDelegate::fitting(text, CellStyle::value, metrics,
                                         metrics.horizontalAdvance(u'0') * characters, figure);
        };
        const QString text = QString(u"1_234_567.9"_s).replace(u'_', QChar(0x2009));
        QCOMPARE(narrow(text, 1234567.9, 7), u"1.235e6"_s);
        QCOMPARE(narrow(text, 1234567.9, 3), u"1e6"_s);
        QCOMPARE(narrow(text, 1234567.9, 2), u"…"_s);
        QCOMPARE(narrow(u"-0.000012345"_s, -0.000012345, 8), u"-1.23e-5"_s);
        // A name of digits stands for a code.
        QCOMPARE(narrow(u"123456789012"_s, 3.0, 8), u"…"_s);
        QCOMPARE(narrow(u"NOMINAL MODE"_s, 1.0, 4), u"…"_s);
        QCOMPARE(CellDelegate::fitting(u"3 m 04 s"_s, CellStyle::age, metrics, 40), u"3 m"_s);
        QVERIFY(CellDelegate::fitting({}, CellStyle::entity, metrics, 0).isEmpty());
    }

    void severityAndSilenceShow()
    {
        // Only differences are asserted: what it looks like is for eyes.
        const QImage nominal = painted(Severity::nominal, Freshness::fresh);
        QVERIFY(nominal != painted(Severity::critical, Freshness::fresh));
        QVERIFY(nominal != painted(Severity::nominal, Freshness::stale));
        QVERIFY(painted(Severity::critical, Freshness::stale) !=
                painted(Severity::nominal, Freshness::stale));
        QVERIFY(painted(Severity::none, Freshness::fresh) != painted(Severity::none, Freshness::stale));
        QVERIFY(nominal != painted(Severity::nominal, Freshness::fresh, Quality::invalid));
        QCOMPARE(nominal, painted(Severity::nominal, Freshness::fresh));
    }

    void cellsWithoutRolesArePaintedToo()
    {
        QStandardItemModel model(1, 8);
        CellDelegate delegate(m_theme);
        QImage image(80, 24, QImage::Format_ARGB32);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        int column = 0;
        for (const CellStyle style : {CellStyle::glyph, CellStyle::state, CellStyle::name, CellStyle::entity,
                                      CellStyle::value, CellStyle::unit, CellStyle::age, CellStyle::time}) {
            delegate.setStyle(column, style);
            delegate.paint(&painter, option, model.index(0, column));
            QVERIFY(delegate.sizeHint(option, model.index(0, column)).isValid());
            ++column;
        }
    }

private:
    QImage painted(Severity severity, Freshness freshness, Quality quality = Quality::good)
    {
        QStandardItemModel model(1, 2);
        for (int column = 0; column < 2; ++column) {
            const QModelIndex index = model.index(0, column);
            model.setData(index, u"4.10"_s, Qt::DisplayRole);
            model.setData(index, 4.1, ValueRole);
            model.setData(index, quint32(severity), SeverityRole);
            model.setData(index, quint32(freshness), FreshnessRole);
            model.setData(index, quint32(quality), QualityRole);
        }
        CellDelegate delegate(m_theme);
        delegate.setStyle(0, CellStyle::glyph);
        delegate.setStyle(1, CellStyle::value);
        QImage image(100, 24, QImage::Format_ARGB32);
        image.fill(m_theme.color(Token::panel));
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = QRect(0, 0, 20, 24);
        delegate.paint(&painter, option, model.index(0, 0));
        option.rect = QRect(20, 0, 80, 24);
        delegate.paint(&painter, option, model.index(0, 1));
        painter.end();
        return image;
    }

    Theme m_theme;
};

DESK_GUI_TEST(TstCellDelegate)
#include "tst_celldelegate.moc"
