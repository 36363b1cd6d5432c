# What services say when something cannot be done.
error-not-found = We could not find this. It may have been removed, or it is not yours to see.
error-refused = Your role does not allow this. Ask your coordinator or administrator if you need it.
error-sign-in-needed = Please sign in first.
error-unavailable = We cannot save right now, and nothing was saved. Please try again in a few minutes.
error-internal = Something went wrong on our side, and nothing was saved. Please try again; if it happens again, tell your administrator.
conflict-other-content = This was already sent with other answers. Open the record to see what was saved.
conflict-stale = Somebody changed this record since you opened it. Open it again and repeat your change.
conflict-taken = “{ $value }” is already used. Choose another.
conflict-changed = Somebody changed this at the same moment. Look at it again and repeat your change.
conflict-nobody-left = This is the last person of this role who can sign in. Give the role to somebody else first.

role-administrator = Administrator
role-director = Director
role-data-officer = Data officer
role-coordinator = Coordinator
role-field-worker = Field worker
role-partner = Partner organisation
role-operator = Operator
agency-kind-keeper = keeps the case
agency-kind-police = police
agency-kind-welfare = social welfare
agency-kind-health = health
agency-kind-labour = labour
agency-kind-justice = justice
agency-kind-ngo = organisation
agency-kind-centre = children's centre
agency-kind-school = school
agency-kind-community = community

# Whoever reports without signing in.
role-public = The public
conflict-erased = It was erased for good, and nothing can be added to it.
error-purpose-needed = Say first what you read this for: it is not your own work.
purpose-unknown = Choose what you read it for.
purpose-told = Write the other purpose in at most { $max } characters.
purpose-supervision = Supervision
purpose-covering = Standing in for a colleague
purpose-data-quality = Checking the data
purpose-asked = The person asked for it
purpose-legal-duty = A legal duty
purpose-other = Something else
