// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkmanager.h"

#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <set>

using namespace desk;

class TstLinkManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsWhatItIsGiven();
    void keepsLinksInAFile();
    void changesALinkAtRunTime();
    void disablesAndEnables();
    void restsWhileSomebodyTriesTheDevice();
    void removesALink();
    void refusesWhatMakesNoSense();
    void changesNothingThatCannotBeKept();
    void refusesADamagedFile();
    void runsSeveralAtOnce();
    void tellsChangesAsEvents();
    void saysThatNothingCanBeRead();

private:
    [[nodiscard]] LinkDefinition clientOf(const char *id, const QTcpServer &server) const;
    QStringList nodes();
    [[nodiscard]] DataLinkState stateOf(const char *id) const { return m_links->report(id)->status.state; }

    SystemTimeService m_time;
    EventLog m_events;
    EnvironmentLinkSecrets m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<IntakeQueue> m_queue;
    std::unique_ptr<LinkManager> m_links;
    std::unique_ptr<QTcpServer> m_device;
    bool m_diskFails = false;
    QStringList m_nodes;
};

void TstLinkManager::init()
{
    using namespace std::chrono_literals;
    m_folder = std::make_unique<QTemporaryDir>();
    m_queue = std::make_unique<IntakeQueue>(IntakeQueue::Options{}, std::function<void()>());
    m_diskFails = false;
    m_nodes.clear();
    const auto keep = [this](const std::filesystem::path &path, std::string_view text) -> Result<void> {
        if (m_diskFails)
            return failure(ErrorCode::storageUnavailable, "no room");
        QFile file(QString::fromStdString(path.string()));
        if (!file.open(QIODevice::WriteOnly))
            return failure(ErrorCode::storageUnavailable, "not writable");
        file.write(text.data(), qint64(text.size()));
        return {};
    };
    m_links = std::make_unique<LinkManager>(
        LinkManager::Parts{*m_queue, m_secrets, m_events, m_time, keep, {}, {20ms, 100ms}});
    QVERIFY(m_links->load(m_folder->path().toStdString()));
    m_links->start();
    m_device = std::make_unique<QTcpServer>();
    QVERIFY(m_device->listen(QHostAddress::LocalHost));
}

void TstLinkManager::cleanup()
{
    m_links.reset();
}

LinkDefinition TstLinkManager::clientOf(const char *id, const QTcpServer &server) const
{
    LinkDefinition definition = LinkRig::lines(TcpClientSettings{"127.0.0.1", server.serverPort(), {}, {}});
    definition.id = id;
    definition.name = id;
    definition.decoder.node = id;
    return definition;
}

QStringList TstLinkManager::nodes()
{
    while (const auto block = m_queue->pop()) {
        for (const IntakeBlock::Record &record : block->records)
            m_nodes += QString::fromStdString(block->names->subjects[record.subject].node);
    }
    return m_nodes;
}

void TstLinkManager::runsWhatItIsGiven()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)).value_or(false));
    QTRY_VERIFY(m_device->hasPendingConnections());
    QTcpSocket *socket = m_device->nextPendingConnection();
    socket->write("{\"a\":1}\n");
    socket->flush();
    QTRY_COMPARE(nodes(), QStringList{QStringLiteral("one")});
    QTRY_COMPARE(stateOf("one"), DataLinkState::up);
    QCOMPARE(m_links->report("one")->figures.records, std::uint64_t{1});
    QCOMPARE(m_links->statuses()[0].link, std::string("one"));
}

void TstLinkManager::keepsLinksInAFile()
{
    LinkDefinition off = clientOf("two", *m_device);
    off.enabled = false;
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QVERIFY(m_links->put(off));
    m_links->stop();
    const auto before = m_links->definitions();
    QVERIFY(m_links->load(m_folder->path().toStdString()));
    QVERIFY(m_links->definitions() == before);
    QCOMPARE(before.size(), std::size_t{2});
    m_links->start();
    QTRY_VERIFY(stateOf("one") == DataLinkState::idle);
    QCOMPARE(stateOf("two"), DataLinkState::disabled);
}

void TstLinkManager::changesALinkAtRunTime()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QTRY_VERIFY(m_device->hasPendingConnections());
    QTcpSocket *first = m_device->nextPendingConnection();
    LinkDefinition changed = clientOf("one", *m_device);
    changed.decoder.node = "other";
    const auto put = m_links->put(changed);
    QVERIFY(put && !*put); // not new
    QTRY_COMPARE(first->state(), QAbstractSocket::UnconnectedState);
    QTRY_VERIFY(m_device->hasPendingConnections());
    QTcpSocket *second = m_device->nextPendingConnection();
    second->write("{\"a\":1}\n");
    second->flush();
    QTRY_COMPARE(nodes(), QStringList{QStringLiteral("other")});
}

void TstLinkManager::disablesAndEnables()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QTRY_COMPARE(stateOf("one"), DataLinkState::idle);
    QVERIFY(m_links->setEnabled("one", false));
    QCOMPARE(stateOf("one"), DataLinkState::disabled);
    QVERIFY(!m_links->definitions()[0].enabled);
    QVERIFY(m_links->setEnabled("one", true));
    QTRY_COMPARE(stateOf("one"), DataLinkState::idle);
    QVERIFY(!m_links->setEnabled("none", true));
}

void TstLinkManager::restsWhileSomebodyTriesTheDevice()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QTRY_VERIFY(m_device->hasPendingConnections());
    const QTcpSocket *first = m_device->nextPendingConnection();
    const std::uint64_t revision = m_links->revision();
    m_links->setResting("one", true);
    QTRY_COMPARE(first->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(m_links->definitions()[0].enabled); // nothing of it is kept
    QCOMPARE(m_links->report("one")->status.reason, std::string("it rests while somebody edits it"));
    QVERIFY(!m_device->hasPendingConnections());
    m_links->setResting("one", false);
    QTRY_VERIFY(m_device->hasPendingConnections());
    QCOMPARE(m_links->revision(), revision);
    // A new definition ends the rest by itself.
    m_links->setResting("one", true);
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QTRY_COMPARE(stateOf("one"), DataLinkState::idle);
    QVERIFY(m_links->revision() > revision);
}

void TstLinkManager::removesALink()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QVERIFY(m_links->remove("one"));
    QVERIFY(!m_links->report("one"));
    QVERIFY(m_links->reports().empty());
    const auto again = m_links->remove("one");
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::notFound);
}

void TstLinkManager::refusesWhatMakesNoSense()
{
    LinkDefinition definition = clientOf("one", *m_device);
    definition.transport = TcpClientSettings{};
    const auto put = m_links->put(definition);
    QVERIFY(!put);
    QCOMPARE(put.error().field, std::string("/transport/host"));
    QVERIFY(m_links->definitions().empty());
}

void TstLinkManager::changesNothingThatCannotBeKept()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    m_diskFails = true;
    QVERIFY(!m_links->remove("one"));
    QVERIFY(!m_links->setEnabled("one", false));
    QVERIFY(!m_links->put(clientOf("two", *m_device)));
    QCOMPARE(m_links->definitions().size(), std::size_t{1});
    QTRY_COMPARE(stateOf("one"), DataLinkState::idle);
}

void TstLinkManager::refusesADamagedFile()
{
    QFile file(m_folder->filePath(QStringLiteral("links.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"links": [{"id": "one", "transport": {"type": "tcp", "host": 7}}]})");
    file.close();
    m_links->stop();
    const auto loaded = m_links->load(m_folder->path().toStdString());
    QVERIFY(!loaded);
    QVERIFY(loaded.error().message.find("/links/0/transport/host: must be a text") != std::string::npos);
}

void TstLinkManager::runsSeveralAtOnce()
{
    for (int i = 0; i < 20; ++i)
        QVERIFY(m_links->put(clientOf(("link-" + std::to_string(i)).c_str(), *m_device)));
    std::set<std::uint32_t> ids;
    for (int i = 0; i < 20; ++i) {
        QTRY_VERIFY(m_device->hasPendingConnections());
        QTcpSocket *socket = m_device->nextPendingConnection();
        socket->write("{\"a\":1}\n");
        socket->flush();
    }
    QTRY_COMPARE(nodes().size(), 20);
    for (const DataLinkStatus &status : m_links->statuses())
        ids.insert(status.id);
    QCOMPARE(ids.size(), std::size_t{20});
    QStringList sorted = nodes();
    QCOMPARE(sorted.removeDuplicates(), 0);
}

void TstLinkManager::tellsChangesAsEvents()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QTRY_COMPARE(stateOf("one"), DataLinkState::idle);
    m_links->tick();
    m_links->tick();
    QTRY_VERIFY(m_device->hasPendingConnections());
    m_device->nextPendingConnection()->abort();
    m_device->close();
    QTRY_COMPARE(stateOf("one"), DataLinkState::down);
    m_links->tick();
    const auto events = m_events.changesSince(0).events;
    QVERIFY(events.size() >= 2);
    QCOMPARE(events[0].code, EventCode::linkUp);
    QCOMPARE(events[0].subject, std::string("one"));
    QCOMPARE(events.back().code, EventCode::linkDown);
    QVERIFY(!events.back().detail.empty());
}

void TstLinkManager::saysThatNothingCanBeRead()
{
    QVERIFY(m_links->put(clientOf("one", *m_device)));
    QTRY_VERIFY(m_device->hasPendingConnections());
    QTcpSocket *socket = m_device->nextPendingConnection();
    socket->write("temp=21.5\n");
    socket->flush();
    QTRY_VERIFY(!m_links->statuses()[0].reason.empty());
    QVERIFY(QString::fromStdString(m_links->statuses()[0].reason)
                .startsWith(QStringLiteral("nothing that came could be read: decoding: ")));
    QCOMPARE(m_links->statuses()[0].errors, std::uint64_t{1});
}

DESK_TEST(TstLinkManager)

#include "tst_linkmanager.moc"
