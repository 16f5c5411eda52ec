// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace desk;

namespace {

quint16 listenPort(const DataLinkStatus &status)
{
    return QString::fromStdString(status.address).section(QLatin1Char(':'), -1).toUShort();
}

} // namespace

class TstTcpLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clientReadsWhatTheDeviceSends();
    void clientGreetsTheDevice();
    void clientComesBackAfterEachBreak();
    void clientSaysThatNobodyListens();
    void clientConnectsAnewAfterSilence();
    void clientLetsTheDeviceWaitWhileThereIsNoRoom();
    void serverTakesSeveralDevices();
    void serverRefusesOneTooMany();
    void serverSaysThatThePortIsTaken();
    void stopsWhileItConnects();
};

void TstTcpLinks::clientReadsWhatTheDeviceSends()
{
    QTcpServer device;
    QVERIFY(device.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(TcpClientSettings{"127.0.0.1", device.serverPort(), {}, {}}));
    QTRY_VERIFY(device.hasPendingConnections());
    QTcpSocket *socket = device.nextPendingConnection();
    socket->write("{\"a\":1}\n{\"a\"");
    socket->flush();
    QTRY_COMPARE(rig.rows().size(), 1);
    socket->write(":2}\n");
    socket->flush();
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2")}));
    QVERIFY(rig.isUp());
    QCOMPARE(rig.link().figures().bytes, std::uint64_t{16});
}

void TstTcpLinks::clientGreetsTheDevice()
{
    QTcpServer device;
    QVERIFY(device.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(TcpClientSettings{"127.0.0.1", device.serverPort(), "start\\r\\n", {}}));
    QTRY_VERIFY(device.hasPendingConnections());
    QTcpSocket *socket = device.nextPendingConnection();
    QTRY_COMPARE(socket->bytesAvailable(), qint64{7});
    QCOMPARE(socket->readAll(), QByteArray("start\r\n"));
}

void TstTcpLinks::clientComesBackAfterEachBreak()
{
    QTcpServer device;
    QVERIFY(device.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(TcpClientSettings{"127.0.0.1", device.serverPort(), {}, {}}));
    QStringList expected;
    for (int i = 0; i < 20; ++i) {
        QTRY_VERIFY(device.hasPendingConnections());
        QTcpSocket *socket = device.nextPendingConnection();
        const QByteArray line = "{\"a\":" + QByteArray::number(i) + "}\n{\"torn\":";
        socket->write(line);
        socket->disconnectFromHost();
        expected += QStringLiteral("bench a=%1").arg(i);
        QTRY_COMPARE(rig.rows(), expected);
        delete socket;
    }
    QTRY_COMPARE(rig.link().figures().refusedFrames, std::uint64_t{20}); // what was torn joins nothing
}

void TstTcpLinks::clientSaysThatNobodyListens()
{
    QTcpServer device;
    QVERIFY(device.listen(QHostAddress::LocalHost));
    const quint16 port = device.serverPort();
    device.close();
    LinkRig rig(LinkRig::lines(TcpClientSettings{"127.0.0.1", port, {}, {}}));
    QTRY_COMPARE(rig.reason(),
                 QStringLiteral("nobody listens at 127.0.0.1:%1; start the device's server, or correct "
                                "the port")
                     .arg(port));
    QVERIFY(device.listen(QHostAddress::LocalHost, port));
    QTRY_VERIFY(rig.isUp());
    QVERIFY(rig.reason().isEmpty());
}

void TstTcpLinks::clientConnectsAnewAfterSilence()
{
    QTcpServer device;
    QVERIFY(device.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(
        TcpClientSettings{"127.0.0.1", device.serverPort(), {}, std::chrono::milliseconds(50)}));
    QTRY_VERIFY(device.hasPendingConnections());
    QVERIFY(device.nextPendingConnection());
    QTRY_VERIFY(device.hasPendingConnections()); // the first one said nothing
}

void TstTcpLinks::clientLetsTheDeviceWaitWhileThereIsNoRoom()
{
    QTcpServer device;
    QVERIFY(device.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(TcpClientSettings{"127.0.0.1", device.serverPort(), {}, {}}),
                {64 << 20, 16 << 20});
    QTRY_VERIFY(device.hasPendingConnections());
    QTcpSocket *socket = device.nextPendingConnection();
    const int lines = 1'000'000; // more than the queue and the network hold
    QByteArray text;
    for (int i = 0; i < lines; ++i)
        text += "{\"a\":" + QByteArray::number(i) + "}\n";
    socket->write(text);
    QTRY_VERIFY(!rig.queue().hasRoom(1));
    QVERIFY(socket->bytesToWrite() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(rig.records(), std::uint64_t{lines}, 60'000);
    QCOMPARE(rig.link().figures().lostRecords, std::uint64_t{0});
}

void TstTcpLinks::serverTakesSeveralDevices()
{
    LinkRig rig(LinkRig::lines(TcpServerSettings{}));
    QTRY_VERIFY(rig.isUp());
    const quint16 port = listenPort(rig.link().status());
    QTcpSocket one;
    QTcpSocket two;
    for (QTcpSocket *socket : {&one, &two}) {
        socket->connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(socket->waitForConnected(5000));
    }
    QTRY_COMPARE(rig.link().status().clients, 2U);
    one.write("{\"a\":");
    one.flush();
    two.write("{\"b\":2}\n");
    two.flush();
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench b=2")});
    one.write("1}\n");
    one.flush();
    QTRY_COMPARE(rig.rows().size(), 2);
    two.write("{\"b\":3}"); // the end of the connection ends the line
    two.disconnectFromHost();
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("bench b=2"), QStringLiteral("bench a=1"),
                                          QStringLiteral("bench b=3")}));
    QTRY_COMPARE(rig.link().status().clients, 1U);
}

void TstTcpLinks::serverRefusesOneTooMany()
{
    LinkRig rig(LinkRig::lines(TcpServerSettings{"127.0.0.1", 0, 1}));
    QTRY_VERIFY(rig.isUp());
    const quint16 port = listenPort(rig.link().status());
    QTcpSocket one;
    one.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(rig.link().status().clients, 1U);
    QTcpSocket two;
    two.connectToHost(QHostAddress::LocalHost, port);
    QVERIFY(two.waitForDisconnected(5000) || two.state() == QAbstractSocket::UnconnectedState);
    QTRY_VERIFY(rig.reason().startsWith(QStringLiteral("more than 1 devices want to connect")));
}

void TstTcpLinks::serverSaysThatThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(TcpServerSettings{"127.0.0.1", other.serverPort(), 4}));
    QTRY_COMPARE(rig.reason(),
                 QStringLiteral("TCP server 127.0.0.1:%1 is taken by another program; end it, or choose "
                                "another port")
                     .arg(other.serverPort()));
    other.close();
    QTRY_VERIFY(rig.isUp());
}

void TstTcpLinks::stopsWhileItConnects()
{
    LinkRig rig(LinkRig::lines(TcpClientSettings{"192.0.2.1", 9, {}, {}})); // nobody, ever (RFC 5737)
    rig.link().stop();
    QCOMPARE(rig.link().status().state, DataLinkState::disabled);
    rig.link().start();
    rig.link().stop();
    QVERIFY(rig.link().hasEnded());
}

DESK_TEST(TstTcpLinks)

#include "tst_tcplinks.moc"
