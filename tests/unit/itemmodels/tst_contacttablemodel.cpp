// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contacttablemodel.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/orbitfixture.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Model = ContactTableModel;

class TstContactTableModel final : public QObject
{
    Q_OBJECT

    OrbitFixture m_world;
    FleetContactsPtr m_contacts;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    [[nodiscard]] QString text(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }
    [[nodiscard]] QVariant value(int row, int column) const
    {
        return m_model->index(row, column).data(ValueRole);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_world.fleet();
        std::vector<std::uint32_t> satellites(12);
        std::iota(satellites.begin(), satellites.end(), 0U);
        m_contacts = findFleetContacts(m_world.query(satellites, {12, 13, 14}));
    }

    void init()
    {
        m_model = std::make_unique<Model>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setNow(m_world.time.now());
        m_model->setContacts(m_contacts);
    }

    void hasARowForEachContactInOrderOfRise()
    {
        QCOMPARE(m_model->rowCount(), int(m_contacts->contacts.size()));
        qint64 before = 0;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const qint64 rise = value(row, Model::riseColumn).toLongLong();
            QVERIFY(rise >= before);
            before = rise;
            QCOMPARE(text(row, Model::stationColumn),
                     QString::fromStdString(m_model->stationOf(m_model->contactAt(row)).name));
        }
    }

    void sortsByEachColumnBothWays()
    {
        for (int column = 0; column < Model::columnTotal; ++column) {
            for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                m_model->sort(column, order);
                QCOMPARE(m_model->rowCount(), int(m_contacts->contacts.size()));
                for (int row = 1; row < m_model->rowCount(); ++row) {
                    const QVariant a = value(row - 1, column);
                    const QVariant b = value(row, column);
                    if (!a.isValid() || !b.isValid())
                        continue;
                    const auto sign = QVariant::compare(a, b);
                    QVERIFY2(sign == QPartialOrdering::Equivalent ||
                                 (sign == QPartialOrdering::Less) == (order == Qt::AscendingOrder),
                             qPrintable(u"column %1 row %2"_s.arg(column).arg(row)));
                }
            }
        }
    }

    void selectedRowsMoveWithTheSorting()
    {
        const QPersistentModelIndex kept = m_model->index(5, Model::satelliteColumn);
        const std::uint32_t contact = m_model->order()[5];
        m_model->sort(Model::elevationColumn, Qt::DescendingOrder);
        QCOMPARE(m_model->order()[std::size_t(kept.row())], contact);
        QCOMPARE(m_model->rowOf(contact), kept.row());
    }

    void filtersByNamesOfBothEnds()
    {
        m_model->setFilter(u"quito sat-2"_s);
        QVERIFY(m_model->rowCount() > 0);
        QVERIFY(m_model->rowCount() < int(m_contacts->contacts.size()));
        for (int row = 0; row < m_model->rowCount(); ++row) {
            QCOMPARE(text(row, Model::stationColumn), u"gs-quito"_s);
            QVERIFY(text(row, Model::satelliteColumn).startsWith(u"sat-2"_s));
        }
        m_model->setFilter(u"no such name"_s);
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->rowOf(0), -1);
        m_model->setFilter({});
        QCOMPARE(m_model->rowCount(), int(m_contacts->contacts.size()));
        m_model->setContacts(nullptr);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->sort(Model::setColumn, Qt::AscendingOrder);
        m_model->setContacts(m_contacts);
        QCOMPARE(m_model->rowCount(), int(m_contacts->contacts.size()));
    }

    void theCountdownFollowsTheClock()
    {
        m_model->setPhaseWording([](const ContactPhase &phase) -> QString {
            return QString::number(int(phase.kind)) + u' ' +
                   QString::number(phase.time ? phase.time->count() : -1);
        });
        const auto coming = std::ranges::find_if(m_contacts->contacts,
                                                 [](const Contact &one) { return one.rise && one.set; });
        const int row = m_model->rowOf(std::uint32_t(coming - m_contacts->contacts.begin()));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setNow(*coming->rise - 3s);
        QCOMPARE(text(row, Model::phaseColumn), u"0 3"_s);
        m_model->setNow(*coming->rise - 2s);
        QCOMPARE(text(row, Model::phaseColumn), u"0 2"_s);
        QCOMPARE(changed.size(), 2);
        m_model->setNow(*coming->set - 10s);
        QCOMPARE(text(row, Model::phaseColumn), u"1 10"_s);
        m_model->setNow(*coming->set + 7s);
        QCOMPARE(text(row, Model::phaseColumn), u"2 7"_s);
    }

    void whatIsNotKnownIsADash()
    {
        auto cut = std::make_shared<FleetContacts>(*m_contacts);
        cut->contacts.resize(1);
        cut->contacts[0].rise.reset();
        cut->contacts[0].set.reset();
        m_model->setContacts(cut);
        for (const int column : {int(Model::riseColumn), int(Model::setColumn), int(Model::durationColumn),
                                 int(Model::riseAzimuthColumn), int(Model::setAzimuthColumn)}) {
            QCOMPARE(text(0, column), u"—"_s);
            QVERIFY(!value(0, column).isValid());
        }
        QCOMPARE(phaseOf(cut->contacts[0], m_world.time.now()).kind, ContactPhase::Kind::up);
    }

    void aHundredThousandRowsSortQuickly()
    {
        auto many = std::make_shared<FleetContacts>(*m_contacts);
        while (many->contacts.size() < 100'000)
            many->contacts.push_back(
                m_contacts->contacts[many->contacts.size() % m_contacts->contacts.size()]);
        m_tester.reset();
        m_model->setContacts(many);
        QElapsedTimer clock;
        clock.start();
        m_model->sort(Model::satelliteColumn, Qt::DescendingOrder);
        m_model->sort(Model::elevationColumn, Qt::AscendingOrder);
        qInfo("two sorts of 100,000 rows: %lld ms", clock.elapsed());
        QVERIFY(clock.elapsed() < 1000);
    }
};

DESK_TEST(TstContactTableModel)
#include "tst_contacttablemodel.moc"
