// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QNetworkInterface>
#include <QUdpSocket>

using namespace desk;

namespace {

quint16 boundPort(const DataLinkStatus &status)
{
    return QString::fromStdString(status.address).section(QLatin1Char(':'), -1).toUShort();
}

} // namespace

class TstUdpLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesEachDatagramWhole();
    void takesIpv6();
    void takesAGroup();
    void accountsForEachDatagram();
    void saysThatThePortIsTaken();
    void saysThatAnAddressIsNotOurs();
    void refusesAGroupThatIsNone();
};

void TstUdpLink::takesEachDatagramWhole()
{
    LinkRig rig(LinkRig::lines(UdpSettings{}));
    QTRY_VERIFY(rig.isUp());
    QUdpSocket sender;
    const quint16 port = boundPort(rig.link().status());
    sender.writeDatagram("{\"a\":1}", QHostAddress::LocalHost, port);
    sender.writeDatagram("{\"a\":", QHostAddress::LocalHost, port); // goes on nowhere
    sender.writeDatagram("{\"a\":2}\n{\"a\":3}\n", QHostAddress::LocalHost, port);
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2"),
                                          QStringLiteral("bench a=3")}));
    QCOMPARE(rig.link().figures().refusedFrames, std::uint64_t{1});
    QCOMPARE(rig.link().figures().arrivals, std::uint64_t{3});
}

void TstUdpLink::takesIpv6()
{
    UdpSettings settings;
    settings.address = "::1";
    LinkRig rig(LinkRig::lines(settings));
    QTRY_VERIFY(rig.isUp() || !rig.reason().isEmpty());
    if (!rig.isUp())
        QSKIP("this machine has no IPv6");
    QUdpSocket sender;
    sender.writeDatagram("{\"a\":1}", QHostAddress::LocalHostIPv6, boundPort(rig.link().status()));
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench a=1")});
}

void TstUdpLink::takesAGroup()
{
    QUdpSocket free;
    QVERIFY(free.bind(QHostAddress::AnyIPv4, 0));
    const quint16 port = free.localPort();
    free.close();
    UdpSettings settings;
    settings.group = "239.255.42.99";
    settings.port = port;
    settings.networkInterface = "lo";
    LinkRig rig(LinkRig::lines(settings));
    QTRY_VERIFY(rig.isUp());
    QUdpSocket sender;
    QVERIFY(sender.bind(QHostAddress::LocalHost, 0));
    sender.setSocketOption(QAbstractSocket::MulticastLoopbackOption, 1);
    sender.setMulticastInterface(QNetworkInterface::interfaceFromName(QStringLiteral("lo")));
    sender.writeDatagram("{\"a\":1}", QHostAddress(QStringLiteral("239.255.42.99")), port);
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("bench a=1")});
}

// Through a receive buffer that is far too small, while nobody takes anything from the queue.
void TstUdpLink::accountsForEachDatagram()
{
    UdpSettings settings;
    settings.receiveBuffer = 4096;
    LinkRig rig(LinkRig::lines(settings), {1 << 20, 1 << 20});
    QTRY_VERIFY(rig.isUp());
    QUdpSocket sender;
    const quint16 port = boundPort(rig.link().status());
    constexpr std::uint64_t sent = 50'000;
    const QByteArray good = "{\"a\":1" + QByteArray(90, ' ') + "}";
    const QByteArray bad = "{\"a\":?" + QByteArray(90, ' ') + "}";
    for (std::uint64_t i = 0; i < sent; ++i)
        QVERIFY(sender.writeDatagram(i % 10 == 9 ? bad : good, QHostAddress::LocalHost, port) > 0);
    const auto all = [&rig] {
        static_cast<void>(rig.records());
        const LinkCounts f = rig.link().figures();
        return f.acceptedRecords + f.refusedFrames + f.lostRecords + f.lostArrivals;
    };
    QTRY_COMPARE_WITH_TIMEOUT(all(), sent, 20'000);
    const LinkCounts figures = rig.link().figures();
    QCOMPARE(figures.arrivals + figures.lostArrivals, sent);
    QVERIFY(figures.lostArrivals > 0);
    QVERIFY(rig.reason().contains(QStringLiteral("net.core.rmem_max")));
}

void TstUdpLink::saysThatThePortIsTaken()
{
    QUdpSocket other;
    QVERIFY(other.bind(QHostAddress::LocalHost, 0));
    UdpSettings settings;
    settings.port = other.localPort();
    LinkRig rig(LinkRig::lines(settings));
    QTRY_VERIFY(rig.reason().contains(QStringLiteral("is taken by another program")));
    other.close();
    QTRY_VERIFY(rig.isUp());
}

void TstUdpLink::saysThatAnAddressIsNotOurs()
{
    UdpSettings settings;
    settings.address = "192.0.2.1";
    LinkRig rig(LinkRig::lines(settings));
    QTRY_VERIFY(rig.reason().contains(QStringLiteral("is no address of this machine")));
}

void TstUdpLink::refusesAGroupThatIsNone()
{
    UdpSettings settings;
    settings.group = "10.1.1.1";
    settings.port = 5000;
    LinkRig rig(LinkRig::lines(settings));
    QTRY_VERIFY(rig.reason().contains(QStringLiteral("for a group one of 224.0.0.0/4")));
}

DESK_TEST(TstUdpLink)

#include "tst_udplink.moc"
