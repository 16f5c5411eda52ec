// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

// Registered, but no part of the API: what /docs loads, and the browser's icon.
bool isPrivate(const QString &path)
{
    return path.startsWith("/docs/"_L1) || path == "/favicon.ico"_L1;
}

struct Route
{
    QString method;
    QString path;
    QStringList scopes;

    // A path of the document, with something in place of {each}, as the router would match it.
    [[nodiscard]] bool answers(const QString &operation) const
    {
        static const QRegularExpression parameter(u"\\{[^}]+\\}"_s);
        const QString wanted = operation.section(u' ', 1).replace(parameter, u"x"_s);
        const QString own = path.size() > 1 && path.endsWith(u'/') ? path.chopped(1) : path;
        const bool below = own.endsWith("/*"_L1) && wanted.startsWith(own.chopped(1));
        return method == operation.section(u' ', 0, 0) && (below || own == wanted);
    }
};

} // namespace

// The document, the routes and the page, held against each other on a running server.
class TstOpenApi : public InstanceTest
{
    Q_OBJECT

    QString m_url;
    QNetworkAccessManager m_network;
    QJsonObject m_document;
    QList<Route> m_routes;

    std::unique_ptr<QNetworkReply> get(const QString &path)
    {
        std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(QUrl(m_url + path))));
        static_cast<void>(QTest::qWaitFor([&] { return reply->isFinished(); }));
        return reply;
    }

    QStringList operations() const
    {
        QStringList all;
        const QJsonObject paths = m_document["paths"_L1].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            for (const QString &method : path->toObject().keys())
                all += method.toUpper() + u' ' + path.key();
        }
        return all;
    }

    QJsonObject operation(const QString &name) const
    {
        return m_document["paths"_L1][name.section(u' ', 1)][name.section(u' ', 0, 0).toLower()].toObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        start();
        m_url = QString::fromStdString(m_ready.http);
        for (const std::string &name : m_instance->routes()) {
            const QStringList words = QString::fromStdString(name).split(u' ');
            m_routes += {words[0], words[1], words.size() > 2 ? words[2].split(u',') : QStringList{}};
        }
        const auto reply = get(u"/openapi.json"_s);
        QCOMPARE(reply->header(QNetworkRequest::ContentTypeHeader).toString(), u"application/json"_s);
        m_document = QJsonDocument::fromJson(reply->readAll()).object();
        QCOMPARE(m_document["openapi"_L1].toString(), u"3.1.0"_s);
    }

    void everyDocumentedOperationHasARoute()
    {
        QVERIFY(operations().size() >= 30);
        for (const QString &name : operations()) {
            const bool built = std::any_of(m_routes.begin(), m_routes.end(),
                                           [&](const Route &route) { return route.answers(name); });
            QVERIFY2(built, qPrintable(name + u" is documented, but nothing answers it"_s));
        }
    }

    void everyRouteIsDocumented()
    {
        const QStringList all = operations();
        for (const Route &route : m_routes) {
            const bool documented =
                std::any_of(all.begin(), all.end(), [&](const QString &name) { return route.answers(name); });
            QVERIFY2(documented || isPrivate(route.path),
                     qPrintable(route.method + u' ' + route.path + u" is not in resources/openapi.json"_s));
        }
    }

    void scopesAreThoseOfTheRoutes()
    {
        for (const QString &name : operations()) {
            const QString scope = operation(name)["x-required-scope"_L1].toString();
            QCOMPARE(operation(name)["security"_L1].toArray().isEmpty(), scope.isEmpty());
            for (const Route &route : m_routes) {
                if (!route.answers(name))
                    continue;
                QVERIFY2(scope.isEmpty() ? route.scopes.isEmpty() : route.scopes.contains(scope),
                         qPrintable(name + u": documented scope "_s + scope + u", the route has "_s +
                                    route.scopes.join(u',')));
            }
        }
    }

    void operationsSayWhatIsAskedAndAnswered()
    {
        QStringList ids;
        for (const QString &name : operations()) {
            const QJsonObject each = operation(name);
            const QString id = each["operationId"_L1].toString();
            QVERIFY2(!id.isEmpty() && !ids.contains(id), qPrintable(name));
            ids += id;
            QVERIFY2(!each["summary"_L1].toString().isEmpty(), qPrintable(name));
            const QStringList codes = each["responses"_L1].toObject().keys();
            QVERIFY2(std::any_of(codes.begin(), codes.end(),
                                 [](const QString &code) { return code.startsWith(u'2'); }),
                     qPrintable(name));
            const bool writes = name.startsWith("POST"_L1) || name.startsWith("PUT"_L1);
            QVERIFY2(!writes || each.contains("requestBody"_L1), qPrintable(name));
        }
    }

    void referencesLeadSomewhere()
    {
        static const QRegularExpression reference(u"\"\\$ref\":\"#/([^\"]+)\""_s);
        const QString text = QString::fromUtf8(QJsonDocument(m_document).toJson(QJsonDocument::Compact));
        int count = 0;
        for (auto each = reference.globalMatch(text); each.hasNext(); ++count) {
            QJsonValue at = m_document;
            const QString path = each.next().captured(1);
            for (const QString &part : path.split(u'/'))
                at = at[part];
            QVERIFY2(at.isObject(), qPrintable(path));
        }
        QVERIFY(count > 50);
    }

    void thePageLoadsNothingFromElsewhere()
    {
        const auto page = get(u"/docs"_s);
        const QByteArray policy = page->rawHeader("Content-Security-Policy");
        QVERIFY(policy.startsWith("default-src 'none'; script-src 'self';"));
        QVERIFY(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"));
        const QString html = QString::fromUtf8(page->readAll());
        static const QRegularExpression link(u"(?:src|href)=\"([^\"]*)\""_s);
        QStringList targets;
        for (auto each = link.globalMatch(html); each.hasNext();)
            targets += each.next().captured(1);
        QVERIFY(targets.contains(u"/docs/docs.js"_s) && targets.contains(u"/docs/docs.css"_s));
        for (const QString &target : std::as_const(targets)) {
            QVERIFY2(target.startsWith(u'/') && !target.startsWith("//"_L1), qPrintable(target));
            const auto part = get(target);
            QCOMPARE(part->error(), QNetworkReply::NoError);
            QVERIFY(!part->readAll().isEmpty());
        }
        // A policy without 'unsafe-inline' would silence these.
        QVERIFY(!html.contains("<style"_L1) && !html.contains(" style="_L1) && !html.contains("onclick"_L1));
    }

    void lintersFindNothing()
    {
        const QDir clients(QStringLiteral(DESK_CLIENTS_DIR));
        QTemporaryDir rules;
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(rules.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        };
        write(u"redocly.yaml"_s, "extends: [recommended]\n");
        write(u"spectral.yaml"_s, "extends: [\"spectral:oas\"]\n");
        const QString document = QStringLiteral(DESK_SOURCE_DIR "/resources/openapi.json");
        const QString redocly = clients.filePath(u"node_modules/.bin/redocly"_s);
        const QString spectral = clients.filePath(u"node_modules/.bin/spectral"_s);
        QVERIFY2(QFile::exists(redocly) && QFile::exists(spectral), "tests/clients/install.sh installs them");
        const QList<QStringList> commands{{redocly, u"lint"_s, u"--config"_s,
                                           rules.filePath(u"redocly.yaml"_s), u"--max-problems=20"_s,
                                           document},
                                          {spectral, u"lint"_s, u"--fail-severity=warn"_s, u"-r"_s,
                                           rules.filePath(u"spectral.yaml"_s), document}};
        for (const QStringList &command : commands) {
            QProcess process;
            process.setProcessChannelMode(QProcess::MergedChannels);
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"REDOCLY_TELEMETRY"_s, u"off"_s);
            process.setProcessEnvironment(environment);
            process.start(command[0], command.mid(1));
            QVERIFY(process.waitForFinished(100'000));
            const QByteArray said = process.readAll();
            QVERIFY2(process.exitCode() == 0 && !said.contains("You have"), said.constData());
        }
    }
};

DESK_TEST(TstOpenApi)
#include "tst_openapi.moc"
