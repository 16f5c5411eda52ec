// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charttable.h"
#include "app/firststeps.h"
#include "app/markdialog.h"
#include "app/namedialog.h"
#include "app/preferencesdialog.h"
#include "tests/gui/deskwindows.h"
#include "tests/support/testprogram.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/workspace/commandpalette.h"
#include "widgets/workspace/helpwindow.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>

using namespace deskwindows;

namespace {

QString pathOf(const QWidget *widget)
{
    QStringList parts;
    for (; widget; widget = widget->parentWidget())
        parts.prepend(widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                                     : widget->objectName());
    return parts.mid(std::max<qsizetype>(0, parts.size() - 4)).join(u'/');
}

// In the part of its window that can be seen, or in an area that scrolls.
bool isOnScreen(const QWidget *widget)
{
    return widget->isVisible() && !widget->visibleRegion().isEmpty();
}

bool isTextCutOff(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty() || qobject_cast<const ElidedLabel *>(widget))
            return false; // gives way on purpose, the whole text is its tooltip
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() + 1;
        return label->sizeHint().width() > label->width() + 1 ||
               label->sizeHint().height() > label->height() + 2;
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
        if (button->text().isEmpty())
            return false;
        const auto *tool = qobject_cast<const QToolButton *>(widget);
        if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull())
            return false;
        const QFontMetrics metrics = button->fontMetrics();
        return metrics.size(Qt::TextShowMnemonic, button->text()).width() > button->width() + 1 ||
               metrics.height() > button->height() + 1;
    }
    if (const auto *box = qobject_cast<const QComboBox *>(widget))
        return box->fontMetrics().horizontalAdvance(box->currentText()) > box->width() - 24;
    if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
        for (int i = 0; i < bar->count(); ++i) {
            if (bar->tabRect(i).height() > bar->height() + 1)
                return true;
        }
    }
    return false;
}

QStringList textsCutOff(QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->window() == &window && isOnScreen(widget) && isTextCutOff(widget)) {
            const QString text = widget->property("text").toString();
            found << u"%1 \"%2\" has %3x%4, needs %5x%6"_s.arg(pathOf(widget), text)
                         .arg(widget->width())
                         .arg(widget->height())
                         .arg(widget->sizeHint().width())
                         .arg(widget->sizeHint().height());
        }
    }
    return found;
}

// What the Tab key reaches says what it is.
QStringList namelessWidgets(QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool reached = (widget->focusPolicy() & Qt::TabFocus) != 0 && isOnScreen(widget);
        if (widget->window() != &window || !reached || qobject_cast<const QTabBar *>(widget) ||
            qobject_cast<const QScrollBar *>(widget))
            continue;
        const QAccessibleInterface *seen =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        if (seen && seen->text(QAccessible::Name).isEmpty() && !widget->focusProxy())
            found << pathOf(widget);
    }
    return found;
}

} // namespace

class TstAccessibility : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<QTranslator> m_german;

    void open(bool german, QSize size)
    {
        m_german.reset(); // takes itself out
        if (german) {
            m_german = std::make_unique<QTranslator>();
            QVERIFY(m_german->load(u":/i18n/desk_de.qm"_s));
            QApplication::installTranslator(m_german.get());
        }
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk.reset();
        m_desk = std::make_unique<Desk>(*m_folder);
        m_desk->world.theme.applyTo(*qApp);
        m_desk->workspace->open(size);
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->main()));
        m_desk->world.chart(m_desk->world.feed, m_desk->main().charts());
        m_desk->world.selection.select(m_desk->world.feed.catalogue().findEntity("sat-0412"));
        m_desk->world.feed.drain();
        QCoreApplication::processEvents();
    }
    // Each dialog of the window, one after the other.
    void eachDialog(const std::function<void(QWidget &)> &look)
    {
        MainWindow &main = m_desk->main();
        const auto show = [&](QWidget *dialog) {
            QVERIFY(dialog);
            dialog->show();
            QCoreApplication::processEvents();
            look(*dialog);
            dialog->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        for (int page = 0; page < 2; ++page) {
            m_desk->action("preferences")->trigger();
            auto *preferences = main.findChild<PreferencesDialog *>();
            preferences->findChild<QTabWidget *>()->setCurrentIndex(page);
            show(preferences);
        }
        m_desk->action("help")->trigger();
        show(main.findChild<HelpWindow *>());
        show(new FirstSteps(m_desk->world.theme, u"http://127.0.0.1:8000"_s, u"/home/desk/data"_s, true,
                            &main));
        m_desk->action("saveLayout")->trigger();
        show(main.findChild<NameDialog *>());
        show(new MarkDialog(u"LIVE"_s, m_desk->world.clock.now(), &main));
        m_desk->action("chartTable")->trigger();
        show(main.findChild<ChartTable *>());
        m_desk->action("findEverything")->trigger();
        show(main.findChild<CommandPalette *>());
    }

private Q_SLOTS:
    void cleanup()
    {
        m_desk.reset();
        m_german.reset();
    }

    // A screen of 2560 × 1600 pixels at 100, 150 and 200 %.
    void noTextIsCutOff_data()
    {
        QTest::addColumn<bool>("german");
        QTest::addColumn<QSize>("size");
        for (const bool german : {false, true}) {
            const char *language = german ? "German" : "English";
            QTest::addRow("%s at 100 %%", language) << german << QSize(2560, 1500);
            QTest::addRow("%s at 150 %%", language) << german << QSize(1706, 1000);
            QTest::addRow("%s at 200 %%", language) << german << QSize(1280, 750);
        }
    }

    void noTextIsCutOff()
    {
        QFETCH(bool, german);
        QFETCH(QSize, size);
        open(german, size);
        QStringList found;
        const QStringList layouts = m_desk->workspace->layouts().shipped();
        for (const QString &layout : layouts) {
            QVERIFY(m_desk->workspace->choose(layout).has_value());
            m_desk->main().resize(size);
            QCoreApplication::processEvents();
            QCOMPARE(m_desk->main().size(), size);
            for (const QString &one : textsCutOff(m_desk->main()))
                found << layout + u": "_s + one;
        }
        eachDialog([&found](QWidget &dialog) { found << textsCutOff(dialog); });
        found.removeDuplicates();
        QVERIFY2(found.isEmpty(), qPrintable(u"\n"_s + found.join(u'\n')));
    }

    void whatTheTabKeyReachesHasAName()
    {
        open(false, {1600, 1000});
        QStringList found = namelessWidgets(m_desk->main());
        eachDialog([&found](QWidget &dialog) { found << namelessWidgets(dialog); });
        QVERIFY2(found.isEmpty(), qPrintable(u"\n"_s + found.join(u'\n')));
    }

    void whatAChartShowsIsATableToo()
    {
        open(false, {1600, 1000});
        QApplication::setActiveWindow(&m_desk->main());
        ChartView *chart = m_desk->main().charts().activeChart();
        QVERIFY(chart);
        chart->refresh(); // takes in what it shows
        QTest::keyClick(&m_desk->main(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        auto *dialog = m_desk->main().findChild<ChartTable *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->isRead());
        const auto *table = dialog->findChild<QTableWidget *>();
        QVERIFY2(table->rowCount() > 100, qPrintable(QString::number(table->rowCount())));
        QStringList all;
        for (int column = 0; column < table->columnCount(); ++column)
            all << table->item(0, column)->text();
        QVERIFY2(all.contains(u"sat-0412"_s) || all.join(u' ').contains(u"sat-0412"_s),
                 qPrintable(all.join(u';')));
        QCOMPARE(ChartTable::cells(u"a,\"b,\"\"c\"\"\",,d"_s),
                 (QStringList{u"a"_s, u"b,\"c\""_s, u""_s, u"d"_s}));
    }

    void reducedMotionIsObeyed()
    {
        open(false, {1600, 1000});
        QVERIFY(m_desk->main().dockOptions().testFlag(QMainWindow::AnimatedDocks));
        m_desk->world.theme.setReducedMotion(true);
        m_desk->world.theme.applyTo(*qApp);
        QCoreApplication::processEvents();
        QVERIFY(!m_desk->main().dockOptions().testFlag(QMainWindow::AnimatedDocks));
        QVERIFY(!m_desk->main().isAnimated());
    }
};

DESK_GUI_TEST(TstAccessibility)
#include "tst_accessibility.moc"
