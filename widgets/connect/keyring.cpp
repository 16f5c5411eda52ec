// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/keyring.h"

#include "models/links/linksecrets.h"

#include <qt6keychain/keychain.h>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const std::string &name)
{
    return u"link/"_s + QString::fromStdString(name);
}

// In "the password is kept there" words: cause and remedy.
tl::unexpected<Error> refusalOf(const QKeychain::Job &job, const std::string &name)
{
    const std::string variable = EnvironmentLinkSecrets::variable(name);
    if (job.error() == QKeychain::EntryNotFound)
        return failure(ErrorCode::notFound, "the key ring has no secret " + name +
                                                "; enter it, or set the environment variable " + variable);
    if (job.error() == QKeychain::AccessDeniedByUser || job.error() == QKeychain::AccessDenied)
        return failure(ErrorCode::unsupported, "the key ring is locked or refuses the secret " + name +
                                                   "; unlock it, or set the environment variable " +
                                                   variable);
    const std::string said = job.errorString().simplified().toStdString();
    return failure(ErrorCode::unsupported, "this session has no key ring (Secret Service)" +
                                               (said.empty() ? std::string() : ": " + said) +
                                               "; set the environment variable " + variable +
                                               " before the program is started");
}

} // namespace

KeyRing::KeyRing(QObject *parent)
    : QObject(parent)
{
}

void KeyRing::read(const std::string &name, std::function<void(Result<std::string>)> answer)
{
    auto *job = new QKeychain::ReadPasswordJob(u"constellation-desk"_s, this);
    job->setInsecureFallback(false);
    job->setKey(keyOf(name));
    connect(job, &QKeychain::Job::finished, this, [job, name, answer = std::move(answer)] {
        if (job->error() == QKeychain::NoError)
            answer(job->textData().toStdString());
        else
            answer(refusalOf(*job, name));
    });
    job->start();
}

void KeyRing::write(const std::string &name, const std::string &secret,
                    std::function<void(Result<void>)> answer)
{
    auto *job = new QKeychain::WritePasswordJob(u"constellation-desk"_s, this);
    job->setInsecureFallback(false);
    job->setKey(keyOf(name));
    job->setTextData(QString::fromStdString(secret));
    connect(job, &QKeychain::Job::finished, this, [job, name, answer = std::move(answer)] {
        answer(job->error() == QKeychain::NoError ? Result<void>() : Result<void>(refusalOf(*job, name)));
    });
    job->start();
}

void KeyRing::remove(const std::string &name, std::function<void(Result<void>)> answer)
{
    auto *job = new QKeychain::DeletePasswordJob(u"constellation-desk"_s, this);
    job->setInsecureFallback(false);
    job->setKey(keyOf(name));
    connect(job, &QKeychain::Job::finished, this, [job, name, answer = std::move(answer)] {
        answer(job->error() == QKeychain::NoError ? Result<void>() : Result<void>(refusalOf(*job, name)));
    });
    job->start();
}

} // namespace desk
