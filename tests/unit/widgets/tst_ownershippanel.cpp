// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "widgets/ownership/ownershippanel.h"
#include "widgets/ownership/ownershiprows.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QJsonObject>
#include <QLabel>
#include <QSplitter>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class SaidOwnership final : public OwnershipSource
{
public:
    [[nodiscard]] std::shared_ptr<const OwnershipSnapshot> ownership() const override { return latest; }
    std::shared_ptr<const OwnershipSnapshot> latest;
};

const Timestamp saidAt = *parseTimestamp("2026-11-21T14:00:00Z");

OwnershipSnapshot threeWorkers()
{
    OwnershipSnapshot snapshot;
    snapshot.time = saidAt;
    snapshot.address = "ws://127.0.0.1:8001";
    snapshot.requestsPerSecond = 12;
    snapshot.waiting = 2;
    for (unsigned i = 0; i < 3; ++i) {
        WorkerFigures worker;
        worker.guid = Guid{0, i + 1};
        worker.ip = "127.0.0.1";
        worker.port = std::uint16_t(5000 + i);
        worker.healthy = i != 1;
        worker.failures = i == 1 ? 3 : i == 2 ? 1 : 0;
        if (i != 2)
            worker.lastMessage = saidAt - 3s * int(i);
        worker.requests = 1000 * i;
        worker.requestsPerSecond = 12.0 * i;
        worker.pins = i;
        if (i == 2)
            worker.announced = {"/devices/x", "/devices/y"};
        snapshot.workers.push_back(std::move(worker));
    }
    snapshot.pins = {{"/devices/x", 2, 1s}, {"/b", 1, 90s}, {"/devices/y", 2, 2h}};
    snapshot.pinsInAll = 3;
    return snapshot;
}

} // namespace

class TstOwnershipPanel final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    SaidOwnership m_source;
    std::unique_ptr<OwnershipPanel> m_panel;

    PanelTable &table(const QString &name) const { return *m_panel->findChild<PanelTable *>(name); }
    QString sentence() const
    {
        for (const QLabel *label : m_panel->findChildren<QLabel *>(u"emptySentence"_s)) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }
    void say(const OwnershipSnapshot &snapshot)
    {
        m_source.latest = std::make_shared<OwnershipSnapshot>(snapshot);
        m_panel->refresh();
    }

private Q_SLOTS:
    void init()
    {
        m_source.latest.reset();
        m_panel = std::make_unique<OwnershipPanel>(m_theme);
        m_panel->resize(800, 500);
        m_panel->show();
    }

    void withoutASourceItSaysWhy()
    {
        QVERIFY(!sentence().isEmpty());
        m_panel->setSource(nullptr, u"Because."_s);
        QCOMPARE(sentence(), u"Because."_s);
    }

    void withoutWorkersItSaysHowToStartOne()
    {
        m_panel->setSource(&m_source);
        OwnershipSnapshot snapshot;
        snapshot.address = "ws://127.0.0.1:9001";
        say(snapshot);
        QVERIFY2(sentence().contains(u"--controller ws://127.0.0.1:9001"_s), qPrintable(sentence()));
        snapshot.address.clear();
        say(snapshot);
        QVERIFY2(sentence().contains(u"workers.listen"_s), qPrintable(sentence()));
    }

    void workersShowTheirHealthInWordsAndShape()
    {
        m_panel->setSource(&m_source);
        say(threeWorkers());
        QVERIFY(sentence().isEmpty());
        QCOMPARE(table(u"workersTable"_s).model()->rowCount(), 3);
        const auto rows = OwnershipRows::workers(threeWorkers());
        const auto text = [&](std::size_t row, int column) {
            return rows[row].cells[std::size_t(column)].text;
        };
        QCOMPARE(text(0, OwnershipRows::stateColumn), u"Answers"_s);
        QCOMPARE(text(1, OwnershipRows::stateColumn), u"Silent"_s);
        QCOMPARE(text(2, OwnershipRows::stateColumn), u"Misses"_s);
        QCOMPARE(rows[0].state.severity, Severity::nominal);
        QCOMPARE(rows[1].state.severity, Severity::warning);
        QCOMPARE(rows[2].state.severity, Severity::advisory);
        QCOMPARE(text(1, OwnershipRows::heardColumn), u"3.0 s"_s);
        QCOMPARE(text(2, OwnershipRows::heardColumn), u"\u2014"_s); // never is unknown, not 0
        QCOMPARE(text(2, OwnershipRows::announcedColumn), u"/devices/x, /devices/y"_s);
        QCOMPARE(text(0, OwnershipRows::announcedColumn), u"any"_s);
        QCOMPARE(text(0, OwnershipRows::addressColumn), u"127.0.0.1:5000"_s);
    }

    void pathsAreListedWithTheirWorker()
    {
        m_panel->setSource(&m_source);
        say(threeWorkers());
        QCOMPARE(table(u"pathsTable"_s).model()->rowCount(), 3);
        const QString summary = m_panel->findChild<QLabel *>(u"ownershipSummary"_s)->text();
        for (const QString &part : {u"ws://127.0.0.1:8001"_s, u"12"_s, u"silent"_s, u"waiting"_s})
            QVERIFY2(summary.contains(part), qPrintable(summary));
        OwnershipSnapshot many = threeWorkers();
        many.pinsInAll = 5000;
        QVERIFY(OwnershipRows::summary(many).contains(u"the last 3 are listed"_s));
    }

    void aChosenRowStaysWhileFiguresChange()
    {
        m_panel->setSource(&m_source);
        say(threeWorkers());
        PanelTable &workers = table(u"workersTable"_s);
        workers.setCurrentIndex(workers.model()->index(1, 0));
        const QString chosen = workers.currentIndex().siblingAtColumn(0).data().toString();
        QVERIFY(!chosen.isEmpty());
        OwnershipSnapshot next = threeWorkers();
        next.workers[0].requests = 77;
        next.workers[1].requests = 78;
        next.pins.clear();
        say(next);
        QCOMPARE(workers.currentIndex().siblingAtColumn(0).data().toString(), chosen);
        say({});
        QVERIFY(!sentence().isEmpty());
    }

    void itsShapeIsKept()
    {
        m_panel->setSource(&m_source);
        say(threeWorkers());
        auto *split = m_panel->findChild<QSplitter *>(u"ownershipSplit"_s);
        split->setSizes({120, 340});
        const QJsonObject state = m_panel->saveState();
        OwnershipPanel other(m_theme);
        other.resize(m_panel->size());
        other.setSource(&m_source);
        other.show();
        other.restoreState(state);
        other.restoreState({{u"split"_s, u"nonsense"_s}, {u"paths"_s, 3}});
        QCOMPARE(other.saveState()[u"split"_s], state[u"split"_s]);
    }
};

DESK_GUI_TEST(TstOwnershipPanel)

#include "tst_ownershippanel.moc"
