// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/deskwindows.h"
#include "tests/support/testprogram.h"
#include "widgets/workspace/commandpalette.h"

#include <QListView>

using namespace deskwindows;

class TstCommandPalette : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;

    CommandPalette *open() const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // those of before
        QApplication::setActiveWindow(&m_desk->main());
        QTest::keyClick(&m_desk->main(), Qt::Key_K, Qt::ControlModifier);
        return m_desk->main().findChild<CommandPalette *>();
    }
    static QLineEdit *field(CommandPalette *palette) { return palette->findChild<QLineEdit *>(); }
    static QString row(CommandPalette *palette, int number)
    {
        const auto *model = palette->findChild<QListView *>()->model();
        return model->index(number, 0).data(Qt::AccessibleTextRole).toString();
    }
    static QString explanation(CommandPalette *palette)
    {
        return palette->findChild<QLabel *>(u"paletteExplanation"_s)->text();
    }
    // Types and runs what comes first.
    void find(const QString &text) const
    {
        CommandPalette *palette = open();
        QTest::keyClicks(field(palette), text);
        QTest::keyClick(field(palette), Qt::Key_Return);
        QVERIFY(!palette->isVisible());
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(*m_folder);
        m_desk->workspace->open({1400, 900});
        QVERIFY(QTest::qWaitForWindowExposed(&m_desk->main()));
        QApplication::setActiveWindow(&m_desk->main());
        QCoreApplication::processEvents();
    }
    void cleanup() { m_desk.reset(); }

    void itSaysWhatEachThingDoes()
    {
        CommandPalette *palette = open();
        QVERIFY(palette && palette->isVisible());
        QTest::keyClicks(field(palette), u"layout network"_s); // a panel is called so, too
        QVERIFY2(row(palette, 0).startsWith(u"Layout, Layout › Network, Alt+2"_s),
                 qPrintable(row(palette, 0)));
        QVERIFY(explanation(palette).contains(u"arranges the windows"_s));
        QVERIFY(explanation(palette).contains(u"Alt+2"_s));
        field(palette)->setText(u"event log"_s);
        QVERIFY2(row(palette, 0).startsWith(u"Panel, Event log"_s), qPrintable(row(palette, 0)));
        field(palette)->setText(u"qqqq"_s);
        QVERIFY(explanation(palette).contains(u"Nothing"_s));
        QTest::keyClick(field(palette), Qt::Key_Return); // runs nothing
        QVERIFY(palette->isVisible());
        QTest::keyClick(field(palette), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }

    void aNodeAndALinkAreSelected()
    {
        const SeriesCatalogue &names = m_desk->world.feed.catalogue();
        find(u"sat-0412"_s);
        QVERIFY(m_desk->world.selection.selected() == names.findEntity("sat-0412"));
        CommandPalette *palette = open();
        QTest::keyClicks(field(palette), u"0412 tokyo"_s);
        QVERIFY2(row(palette, 0).startsWith(u"Link, sat-0412 → gs-tokyo"_s), qPrintable(row(palette, 0)));
        QTest::keyClick(field(palette), Qt::Key_Return);
        QVERIFY(m_desk->world.selection.selected() == names.findEntity("sat-0412", "gs-tokyo"));
    }

    void aParameterIsCharted()
    {
        m_desk->main().panel(u"charts"_s)->hide();
        find(u"0412 battery"_s);
        const SeriesCatalogue &names = m_desk->world.feed.catalogue();
        const SeriesId id = names.find(names.findEntity("sat-0412"), "battery_pct");
        QVERIFY(m_desk->main().charts().activeChart()->contains(id));
        QVERIFY(m_desk->main().panel(u"charts"_s)->isVisible());
    }

    void aPanelIsShownAndHasTheKeys()
    {
        QWidget *fleet = m_desk->main().panel(u"fleet"_s);
        fleet->hide();
        find(u"fleet"_s);
        QVERIFY(fleet->isVisible());
        QTRY_VERIFY(QApplication::focusWidget() && fleet->isAncestorOf(QApplication::focusWidget()));
    }

    void aCommandALayoutAndALanguageRun()
    {
        find(u"theme light"_s);
        QCOMPARE(m_desk->world.theme.variant(), ThemeVariant::light);
        find(u"lab bench"_s);
        QCOMPARE(m_desk->workspace->current(), u"Lab bench"_s);
        QTranslator german;
        QVERIFY(german.load(u":/i18n/desk_de.qm"_s));
        QApplication::installTranslator(&german);
        QCoreApplication::processEvents();
        CommandPalette *palette = open();
        QTest::keyClicks(field(palette), u"anordnung netz"_s);
        QVERIFY2(row(palette, 0).startsWith(u"Anordnung, Anordnung › Netz, "_s), qPrintable(row(palette, 0)));
        QTest::keyClick(field(palette), Qt::Key_Escape);
        QApplication::removeTranslator(&german);
        QCoreApplication::processEvents();
    }

    void aMarkIsGoneTo()
    {
        const_cast<MarkRecord &>(m_desk->main().liveMarks())
            .add({{m_desk->world.clock.now() - 600s, "valve opened"}});
        CommandPalette *palette = open();
        QTest::keyClicks(field(palette), u"valve"_s);
        QVERIFY2(row(palette, 0).startsWith(u"Mark, valve opened"_s), qPrintable(row(palette, 0)));
        QTest::keyClick(field(palette), Qt::Key_Return);
        QVERIFY(m_desk->world.conductor.cursor() == m_desk->world.clock.now() - 600s);
    }

    void arrowsGoRoundTheList()
    {
        CommandPalette *palette = open();
        QTest::keyClicks(field(palette), u"sat"_s);
        auto *list = palette->findChild<QListView *>();
        const int rows = list->model()->rowCount();
        QVERIFY(rows > 2);
        QTest::keyClick(field(palette), Qt::Key_Up);
        QCOMPARE(list->currentIndex().row(), rows - 1);
        QTest::keyClick(field(palette), Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 0);
        QTest::keyClick(field(palette), Qt::Key_Down);
        QCOMPARE(list->currentIndex().row(), 1);
        QTest::keyClick(field(palette), Qt::Key_Escape);
    }
};

DESK_GUI_TEST(TstCommandPalette)
#include "tst_commandpalette.moc"
