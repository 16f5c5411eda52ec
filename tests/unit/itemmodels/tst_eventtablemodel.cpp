// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/eventtablemodel.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace desk;
using namespace Qt::StringLiterals;
using EventsModel = EventTableModel;

class TstEventTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { make(100, 100); }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_log.reset();
    }

    void isEmptyWithoutEvents()
    {
        m_model->pull();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void appendsWhatIsNewAtTheEnd()
    {
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        report("a");
        report("b");
        m_model->pull();
        report("c");
        m_model->pull();
        m_model->pull();
        QCOMPARE(subjects(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(inserted.size(), 2);
    }

    void aRepeatedEventChangesItsRow()
    {
        report("a");
        report("b");
        m_model->pull();
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        report("b");
        report("b");
        report("c");
        m_model->pull();
        QCOMPARE(subjects(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(m_model->index(1, 0).data(RepeatsRole).toUInt(), 3U);
    }

    void keepsTheNewestWhenFull()
    {
        make(1000, 5);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        for (const char *name : {"a", "b", "c", "d"})
            report(name);
        m_model->pull();
        for (const char *name : {"e", "f", "g"})
            report(name);
        m_model->pull();
        QCOMPARE(subjects(), (QStringList{u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s}));
        for (int i = 0; i < 50; ++i)
            report("n" + std::to_string(i));
        m_model->pull();
        QCOMPARE(subjects(), (QStringList{u"n45"_s, u"n46"_s, u"n47"_s, u"n48"_s, u"n49"_s}));
        QCOMPARE(reset.size(), 0);
    }

    void survivesALogThatForgetsFaster()
    {
        make(3, 100);
        report("a");
        m_model->pull();
        for (int i = 0; i < 10; ++i)
            report("n" + std::to_string(i));
        m_model->pull();
        QCOMPARE(subjects(), (QStringList{u"a"_s, u"n7"_s, u"n8"_s, u"n9"_s}));
    }

    void givesMeaningAndTheViewsWords()
    {
        m_log->report(fromNanoseconds(1'795'269'787'250'000'000), Severity::warning, EventCode::linkDown,
                      "http", "<b>gone</b>\n\t");
        m_model->setWording(
            [](const Event &e) -> QString { return u"down: "_s + QString::fromStdString(e.subject); });
        m_model->pull();
        QCOMPARE(m_model->index(0, EventsModel::timeColumn).data().toString(), u"14:03:07.250Z"_s);
        QCOMPARE(m_model->index(0, EventsModel::eventColumn).data().toString(), u"down: http"_s);
        QCOMPARE(m_model->index(0, EventsModel::eventColumn).data(DetailRole).toString(),
                 u"<b>gone</b>\n\t"_s);
        QCOMPARE(m_model->index(0, 0).data(EventCodeRole).toUInt(), quint32(EventCode::linkDown));
        QCOMPARE(m_model->index(0, 0).data(SeverityRole).toUInt(), quint32(Severity::warning));
    }

private:
    void make(std::size_t logCapacity, int capacity)
    {
        m_tester.reset();
        m_model.reset();
        m_log = std::make_unique<EventLog>(logCapacity);
        m_model = std::make_unique<EventsModel>(*m_log, nullptr, capacity);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void report(const std::string &subject)
    {
        m_log->report(fromNanoseconds(0), Severity::nominal, EventCode::nodeLearned, subject);
    }

    QStringList subjects() const
    {
        QStringList out;
        for (int row = 0; row < m_model->rowCount(); ++row)
            out += m_model->index(row, 0).data(SubjectRole).toString();
        return out;
    }

    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<EventsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

DESK_TEST(TstEventTableModel)
#include "tst_eventtablemodel.moc"
