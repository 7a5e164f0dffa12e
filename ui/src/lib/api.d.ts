// Made by `npm run api` from the server's /openapi.json. Not edited by hand.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The store can be read and written. */
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts of the instance, in the order of their slugs. */
        get: operations["list_accounts"];
        put?: never;
        /** Opens an account from a blueprint and invites its first user. */
        post: operations["open_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account, as the operators see it. */
        get: operations["account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, newest first. */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hash chain, for verification. */
        get: operations["audit_chain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/audit/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The chain's length and head, signed. */
        get: operations["audit_checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/audit/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event, field by field. */
        get: operations["read_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events as a table or as JSON lines, in pieces: go on with ?after= and what the header Usher-Next says, until there is none. */
        get: operations["export_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follows the chain a piece further, and says what it found. */
        get: operations["verify_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One act upon many users, each by the same rules; a job. */
        post: operations["start_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes the account: every way in ends at once. */
        post: operations["close_own_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Closes an account; within its grace it can be opened again as it was. */
        put: operations["close_account"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happens, as events: users (something about users changed, read them again) and job (how far one of yours is). Ends when you may no longer look. */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/first-user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mails a new link to the first user, to another address where one is given. */
        put: operations["resend_first_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/former-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deleted users in sight who had one of these addresses and can be restored. */
        post: operations["former_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invites many people at once; each address has its own result. */
        post: operations["invite_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job of yours is. */
        get: operations["job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/jobs/{job}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each user. */
        get: operations["job_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/jobs/{job}/rows.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a table, in pieces of 10,000 lines: go on with ?after= and what the header Usher-Next says, until there is none. */
        get: operations["job_rows_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/jobs/{job}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back what a job changed and nobody has touched since. */
        post: operations["undo_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/known-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Users in sight who have one of these addresses already. */
        post: operations["known_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who owns the account. */
        get: operations["ownership"];
        put?: never;
        /** Makes another user the owner, in one step. */
        post: operations["transfer_ownership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The divisions and locations in reach. */
        get: operations["list_places"];
        put?: never;
        /** Adds a division or a location. */
        post: operations["create_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/places/{place}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames a division or a location. */
        patch: operations["rename_place"];
        trace?: never;
    };
    "/v1/accounts/{account}/places/{place}/elsewhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users of other homes with roles at or below that place. */
        get: operations["list_from_elsewhere"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes to another plan, never below the seats in use. */
        put: operations["change_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The product's plans. */
        get: operations["plans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What users may be let use, by kind and name, as far as it is in sight. */
        get: operations["list_resources"];
        put?: never;
        /** Registers something that users may be let use. */
        post: operations["register_resource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/resources/{resource}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes it; nobody may use it any more. */
        delete: operations["remove_resource"];
        options?: never;
        head?: never;
        /** Changes name, group or place. */
        patch: operations["change_resource"];
        trace?: never;
    };
    "/v1/accounts/{account}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many seats there are and how many are taken. */
        get: operations["seats"];
        /** Adds seats, or removes some down to the number in use. */
        put: operations["change_seats"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/seats/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of seats and plan, newest first. */
        get: operations["seats_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/service-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service users in sight, by name, with their keys. */
        get: operations["service_users"];
        put?: never;
        /** Adds a service user: a program, which takes no seat and never signs in. */
        post: operations["add_service_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/service-users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a service user for good, and ends its keys. */
        delete: operations["delete_service_user"];
        options?: never;
        head?: never;
        /** Changes name or roles of a service user. */
        patch: operations["edit_service_user"];
        trace?: never;
    };
    "/v1/accounts/{account}/service-users/{user}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a key with which a program asks as that service user. */
        post: operations["make_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/service-users/{user}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key for good: from the next request on it opens nothing. */
        delete: operations["end_api_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/service-users/{user}/keys/{key}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another token for a key: the old one opens nothing any more, and you are its maker now. */
        post: operations["rotate_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/service-users/{user}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a service user has at all: its keys can be narrowed to some of it. */
        get: operations["service_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets plan and seats, never below those in use. */
        put: operations["set_subscription"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was let into an account for support, the newest first. Operators may ask, too. */
        get: operations["support_access"];
        put?: never;
        /** Lets an operator see users and audit log of an account for some hours. */
        post: operations["give_support_access"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/support/{operator}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends it at once. Operators may, too. */
        delete: operations["end_support_access"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ends every way into the account at once; nothing is lost. */
        put: operations["suspend_account"];
        post?: never;
        /** Opens a suspended account again, or a closed one within its grace. */
        delete: operations["resume_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The users in sight, in the order of their names. */
        get: operations["list_users"];
        put?: never;
        /** Adds one user and mails them the link to join. */
        post: operations["add_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One user. */
        get: operations["user"];
        put?: never;
        post?: never;
        /** Deletes a user, or revokes an invitation. */
        delete: operations["delete_user"];
        options?: never;
        head?: never;
        /** Changes name, home or fields. */
        patch: operations["edit_user"];
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mails a link to another address; it is the user's once accepted. */
        put: operations["change_email"];
        post?: never;
        /** Ends the link; the address stays as it is. */
        delete: operations["keep_email"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a move, or other roles and levels, would end. Changes nothing. */
        post: operations["foretell_ending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the user has this account open. */
        get: operations["user_entries"];
        put?: never;
        post?: never;
        /** Signs the user out of this account, and of no other. */
        delete: operations["end_entries"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes what is personal from a deleted user, for good. */
        put: operations["erase_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets what a user may use, by kind. */
        put: operations["assign_grants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a new link; the old one ends. */
        post: operations["resend_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a user may do, where, and by which role, as far as you see their roles. */
        get: operations["effective_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails the user a link to choose a new password. */
        post: operations["send_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Brings a deleted user back as they were. */
        put: operations["restore_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces all roles of a user, and the levels named. */
        put: operations["assign_roles"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account}/users/{user}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ends the user's access here at once; nothing is lost. */
        put: operations["suspend_user"];
        post?: never;
        /** Lets a suspended user in again. */
        delete: operations["resume_user"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/address-stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a change of address back; ends all sessions and the password. */
        post: operations["stop_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/address-stop/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the link to the old address stops. Uses nothing up. */
        post: operations["look_at_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The instance's own hash chain. */
        get: operations["instance_audit_chain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The length and head of the instance's own chain, signed. */
        get: operations["instance_audit_checkpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/blueprints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The products that accounts can be opened for. */
        get: operations["blueprints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** May this user do this, here? The product's question on every request. */
        post: operations["check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mails a link to choose a new password. The same answer whatever happens. */
        post: operations["forgot_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether all is well with this installation: data, disk, backups, clock, TLS. */
        get: operations["instance_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits to be done, and what has failed: mails and other work. */
        get: operations["instance_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has failed work done once more. */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts an invitation; signed in at the end. */
        post: operations["join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/join/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells those who may resend. The same answer whatever happens. */
        post: operations["ask_for_new_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/join/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who invited whom to what. Uses nothing up. */
        post: operations["look_at_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what they may do in an account. */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** You, as a user of this account, and what you may change of it. */
        get: operations["own_user"];
        put?: never;
        post?: never;
        /** Leaves an account. */
        delete: operations["leave_account"];
        options?: never;
        head?: never;
        /** Changes your own name, and the fields that are left to you. */
        patch: operations["edit_own_user"];
        trace?: never;
    };
    "/v1/me/accounts/{account}/defaults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Chooses your own defaults of one kind among what you are let use. */
        put: operations["choose_own_defaults"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/accounts/{account}/resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of one kind, those that you are let use, by name. */
        get: operations["own_resources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/accounts/{account}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you are let use in this account, by kind, and your defaults. */
        get: operations["own_uses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The address that signs you in, and the one for recovery. */
        get: operations["my_addresses"];
        put?: never;
        /** Mails a link to a new address, and a notice to the one you have. */
        post: operations["ask_for_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a new address by the link that was mailed to it. */
        post: operations["confirm_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the link to a new address confirms. Uses nothing up. */
        post: operations["look_at_address"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends changes that are not confirmed yet. */
        delete: operations["cancel_address"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes the recovery address away. */
        delete: operations["remove_recovery"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps the language of the pages in a cookie of this browser. */
        put: operations["set_language"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the own password; all other sessions end. */
        put: operations["change_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How you want the pages and the mails to you. */
        put: operations["set_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the own password once more, as some acts ask for. Good for ten minutes. */
        post: operations["prove_who_i_am"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in. */
        get: operations["my_sessions"];
        put?: never;
        post?: never;
        /** Signs you out everywhere but here. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs one of your sessions out. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/theme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps how the pages look in a cookie of this browser. */
        put: operations["set_theme"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** How you like the pages to be, in every browser. What you leave out stays as it is. */
        patch: operations["change_own_view"];
        trace?: never;
    };
    "/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who operates this instance. */
        get: operations["operators"];
        put?: never;
        /** Makes a link that makes an operator of whoever follows it. */
        post: operations["invite_operator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operators/{operator}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Somebody is no operator any more; their identity stays. */
        delete: operations["remove_operator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/passwords/judge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says whether a new password would be taken. Keeps nothing. */
        post: operations["judge_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/product-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of products, the oldest first; those that have ended, too. */
        get: operations["product_keys"];
        put?: never;
        /** Makes a key with which the product asks /v1/check. */
        post: operations["make_product_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/product-keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key for good: from the next request on it opens nothing. */
        delete: operations["end_product_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a new password by the mailed link. Signs nobody in. */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reset/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose password the link is for. Uses nothing up. */
        post: operations["look_at_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs a person in by address and password. */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends this session. */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountDetail: {
            blueprint: string;
            /**
             * Format: date-time
             * @description Until then a closed account can be opened again.
             */
            closes_at?: string;
            /** Format: date-time */
            created_at: string;
            features: components["schemas"]["AccountFeature"][];
            /** @description Until they have joined. */
            first_user?: components["schemas"]["FirstUser"];
            id: string;
            /** @description Its first user has accepted. */
            joined: boolean;
            language: string;
            name: string;
            places: number;
            plan: string;
            plans: components["schemas"]["AccountPlan"][];
            product: string;
            reason: string;
            /** @description Absent where unlimited. */
            seats_bought?: number;
            seats_used: number;
            /**
             * Format: date-time
             * @description Of the status, where it is not open.
             */
            since?: string;
            slug: string;
            /** @enum {string} */
            status: "open" | "suspended" | "closed";
        };
        AccountFeature: {
            key: string;
            label: string;
            on: boolean;
        };
        AccountOwner: {
            email: string;
            user: string;
        };
        AccountPage: {
            items: components["schemas"]["AccountSummary"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
        };
        AccountPlan: {
            /** @description What it has, by key. */
            features: string[];
            key: string;
            label: string;
            /** @description Absent where unlimited. */
            seats?: number;
        };
        AccountSeats: {
            /** @description Absent where unlimited. */
            bought?: number;
            used: number;
        };
        AccountSummary: {
            blueprint: string;
            /** Format: date-time */
            created_at: string;
            id: string;
            /** @description Its first user has accepted. */
            joined: boolean;
            name: string;
            plan: string;
            seats: components["schemas"]["AccountSeats"];
            slug: string;
            /** @enum {string} */
            status: "open" | "suspended" | "closed";
        };
        AccountView: {
            blueprint: string;
            /** @description Act: "all", or the places where you hold it, with all below them. */
            can: unknown;
            features: string[];
            fields: components["schemas"]["FieldInfo"][];
            id: string;
            invite: components["schemas"]["InviteInfo"];
            ladders: components["schemas"]["LadderInfo"][];
            levels: string[];
            name: string;
            /** @enum {string} */
            names: "parts" | "whole";
            /** @enum {string} */
            pick: "one" | "many";
            places: components["schemas"]["PlaceInfo"][];
            plan: components["schemas"]["PlanInfo"];
            policies: components["schemas"]["PolicyInfo"];
            product: string;
            resources: components["schemas"]["ResourceKindInfo"][];
            roles: components["schemas"]["RoleInfo"][];
            seats?: components["schemas"]["SeatsInfo"];
            slug: string;
            status: string;
            /** @description An operator who may look in at the moment. */
            support?: components["schemas"]["SupportInfo"];
            user: components["schemas"]["MyUser"];
            words: unknown;
        };
        AddressChange: {
            after: string;
            /** @description Where it can be stopped. */
            before: string;
            confirmed: boolean;
            /** @enum {string} */
            kind: "sign_in" | "recovery";
        };
        AddServiceUser: {
            /** @description A place's id, or "account". Left out: the account. */
            home?: string;
            /** @description What it is: the log says it. */
            name: string;
            /** @description Left out: the base role, where a service user may have it. */
            roles?: components["schemas"]["RoleChoice"][];
        };
        AddUser: {
            /** Format: email */
            email: string;
            fields?: unknown;
            /** @description Where names have parts. */
            first_name?: string;
            /** @description What they may use, by kind. Left out: as the product has it. */
            grants?: components["schemas"]["GrantChoice"][];
            /** @description A place's id, or "account" if left out. */
            home?: string;
            /** @description Where names have parts. */
            last_name?: string;
            /** @description Access levels, by ladder. Left out: none. */
            levels?: components["schemas"]["LevelChoice"][];
            /** @description Where names are whole. */
            name?: string;
            /** @description A few words in the mail. */
            note?: string;
            /** @description Left out: the base role. */
            roles?: components["schemas"]["RoleChoice"][];
        };
        ApiKey: {
            /** Format: date-time */
            created_at: string;
            /** @description Its place is out of your sight. */
            elsewhere: boolean;
            id: string;
            /** @description Of these permissions, in the same order; empty for an act. */
            labels: string[];
            /**
             * Format: date-time
             * @description When it was made, or rotated last.
             */
            made_at: string;
            /** @description Who made it, or rotated it last. */
            maker: components["schemas"]["ApiKeyMaker"];
            name: string;
            /** @description Absent: all that the user may. */
            permissions?: string[];
            /** @description At or below it. Absent: wherever the user may. */
            place?: components["schemas"]["PlaceRef"];
            /**
             * @description Why it opens nothing now: its maker is not active, or does not hold what it can do.
             * @enum {string}
             */
            stopped?: "maker_gone" | "maker_lacks";
        };
        ApiKeyMaker: {
            /** @description Absent: a user whom you do not see. */
            id?: string;
            name: string;
        };
        AskEnding: {
            /** @description As in a change of the user; left out: as it is. */
            home?: string;
            /** @description By ladder; needs roles beside it. */
            levels?: components["schemas"]["LevelChoice"][];
            /** @description All of them; left out: as they are. */
            roles?: components["schemas"]["RoleChoice"][];
        };
        AskForAddress: {
            /** Format: email */
            email: string;
            /** @enum {string} */
            kind: "sign_in" | "recovery";
        };
        AskFormer: {
            emails: string[];
        };
        AssignGrants: {
            /** @description By kind. A kind left out stays as it is. */
            grants: components["schemas"]["GrantChoice"][];
        };
        AssignRoles: {
            /** @description Access levels by ladder. Left out, or a ladder left out: as they are. */
            levels?: components["schemas"]["LevelChoice"][];
            roles: components["schemas"]["RoleChoice"][];
        };
        AuditChain: {
            /** @description With the last page: of the chain so far. */
            checkpoint?: components["schemas"]["AuditCheckpoint"];
            /** @description What `usher audit verify` reads, a line each. */
            items: unknown;
            /** @description With the first page: those that were made on the way. */
            kept?: components["schemas"]["AuditCheckpoint"][];
            next?: number;
        };
        AuditChange: {
            after: unknown;
            before: unknown;
            field: string;
            label?: string;
        };
        AuditCheckpoint: {
            /** @description Zeros: the instance's own chain. */
            account: string;
            /** Format: date-time */
            at: string;
            /** @description Of the last of them; hex. */
            hash: string;
            /** @description The instance's public key (Ed25519); hex. */
            key: string;
            /** @description How many events the chain had. */
            seq: number;
            signature: string;
        };
        AuditEvent: {
            act: string;
            /** @description The client's; of actors in your sight. */
            address?: string;
            /** Format: date-time */
            at: string;
            by: components["schemas"]["AuditName"];
            /** @description For readers of the whole account. */
            chain?: components["schemas"]["AuditPosition"];
            /** @description Field by field; of one event, not in lists. */
            changes?: components["schemas"]["AuditChange"][];
            details: unknown;
            /** @description One of both places is out of your reach. */
            elsewhere: boolean;
            /** @description Its personal values were erased. */
            erased: boolean;
            id: string;
            /** @description The new home, where the event is a move. */
            moved_to?: components["schemas"]["PlaceRef"];
            /** @description Where the target was; absent: the account itself. */
            place?: components["schemas"]["PlaceRef"];
            request: string;
            target: components["schemas"]["AuditName"];
        };
        AuditName: {
            /** @description Only of users in your sight. */
            email?: string;
            /** @description user:usr_…, operator:idn_…, instance, … */
            id: string;
            name?: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditEvent"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
            /** @description The page is not full, but there is more to look through: go on with next. */
            searching: boolean;
        };
        AuditPosition: {
            hash: string;
            seq: number;
        };
        AuditVerification: {
            /**
             * Format: date-time
             * @description When the last of them happened.
             */
            at?: string;
            /** @description Events that were verified so far. */
            count: number;
            /** @description What does not fit. */
            detail?: string;
            /** @description Those whose personal values were erased. */
            erased: number;
            /** @description The last hash; hex. */
            head?: string;
            /** @description Go on with ?after=. */
            next?: string;
            /** @enum {string} */
            state: "going_on" | "whole" | "broken";
        };
        BlueprintName: {
            id: string;
            name: string;
            opening_plan: string;
            plans: components["schemas"]["BlueprintPlan"][];
        };
        BlueprintPlan: {
            key: string;
            label: string;
            /** @description Absent where unlimited. */
            seats?: number;
        };
        Blueprints: {
            items: components["schemas"]["BlueprintName"][];
        };
        BulkJob: {
            can_undo: boolean;
            changed: number;
            /** Format: date-time */
            created_at: string;
            do: string;
            /** @description Rows that were tried. */
            done: number;
            /** Format: date-time */
            ended_at?: string;
            id: string;
            /** @enum {string} */
            kind: "bulk";
            refused: number;
            /** @enum {string} */
            state: "collecting" | "running" | "done" | "stopped";
            /** @description Why the rows that were left are refused: an error key. */
            stopped?: string;
            /** @description Absent while who matches is being collected. */
            total?: number;
            /** @description Rows that were so already. */
            unchanged: number;
            undo_of?: string;
            undone_by?: string;
        };
        BulkRow: {
            /** @description Why it was refused: an error key. */
            code?: string;
            detail?: string;
            email?: string;
            /** @description Only of users in your sight. */
            name?: string;
            /** @description What the error key's sentence is filled with. */
            params?: unknown;
            /** @enum {string} */
            state: "waiting" | "done" | "same" | "refused";
            user: string;
        };
        BulkRows: {
            items: components["schemas"]["BulkRow"][];
            /** @description Give it back as ?after=. */
            next?: number;
        };
        ChangeEmail: {
            /** Format: email */
            email: string;
            /** @description True: until the new address is accepted, nobody enters as this user. */
            end_now?: boolean;
        };
        ChangePassword: {
            /** Format: password */
            current: string;
            /** Format: password */
            new: string;
        };
        ChangePlan: {
            /** @description Left out: as the plan has it. */
            bought?: number;
            /** @description A plan's key. */
            plan: string;
        };
        ChangeResource: {
            group?: string;
            name?: string;
            /** @description A place's id, or "account". */
            place?: string;
        };
        ChangeSeats: {
            bought: number;
        };
        Check: {
            /** @description The account's id or slug. */
            account: string;
            /**
             * Format: password
             * @description Or the API key that a program of the account sent.
             */
            key?: string;
            /** @description An act of Usher's or a permission of the product. */
            permission: string;
            /** @description A place's id or "account". Left out: the home. */
            place?: string;
            /** @description A resource's id or its key, or "any". */
            resource?: string;
            /**
             * Format: password
             * @description Or the session token that the user's browser sent.
             */
            session?: string;
            /** @description Whom to ask about. A signed-in person leaves it out. */
            user?: string;
        };
        CheckAnswer: {
            allowed: boolean;
            /** @description One stable word: by what, or why not. */
            why: string;
        };
        ChooseDefaults: {
            /** @description One, or one of each group, by id or by the product's key; none to have no default. */
            defaults: string[];
            /** @description A kind of resource. */
            kind: string;
        };
        CloseAccount: {
            /** @description The account's name, as it stands there. */
            name: string;
        };
        CreatePlace: {
            name: string;
            parent?: string;
        };
        EditOwnUser: {
            fields?: unknown;
            /** @description Where names have parts. */
            first_name?: string;
            /** @description Where names have parts. */
            last_name?: string;
            /** @description Where names are whole. */
            name?: string;
        };
        EditServiceUser: {
            /** @description What it is: the log says it. */
            name?: string;
            /** @description All of them. Left out: as they are. */
            roles?: components["schemas"]["RoleChoice"][];
        };
        EditUser: {
            fields?: unknown;
            /** @description Where names have parts. */
            first_name?: string;
            /** @description A place's id, or "account". */
            home?: string;
            /** @description Where names have parts. */
            last_name?: string;
            /** @description Where names are whole. */
            name?: string;
        };
        EffectivePermission: {
            act: boolean;
            group: string;
            /** @description Of a permission of the product; empty for an act. */
            label: string;
            /** @description An act, or a permission of the product. */
            permission: string;
            /** @description There and below; absent: in the whole account. */
            place?: components["schemas"]["PlaceRef"];
            /** @description For what of that kind they are let use, only. */
            resource?: string;
            /** @description Why: the role that allows it. */
            role: string;
            role_label: string;
        };
        EffectivePermissions: {
            /** @description They may do more, outside your places. */
            elsewhere: boolean;
            items: components["schemas"]["EffectivePermission"][];
            /** @description They hold roles at more places than are looked at. */
            more: boolean;
            /**
             * @description Why nothing is allowed at the moment; empty where the items hold.
             * @enum {string}
             */
            why: "" | "account_not_open" | "user_not_active" | "address_needed" | "reset_needed";
        };
        ElsewherePage: {
            items: components["schemas"]["User"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
        };
        Ending: {
            grants: components["schemas"]["EndingGrants"][];
            /** @description Keys of service users that would stop. */
            keys: components["schemas"]["MadeKey"][];
            /** @description More of them, whom you do not see. */
            more_keys: number;
            roles: components["schemas"]["EndingRole"][];
        };
        EndingGrants: {
            defaults: components["schemas"]["ResourceRef"][];
            kind: string;
            label: string;
            resources: components["schemas"]["ResourceRef"][];
        };
        EndingRole: {
            label: string;
            /** @description Of a level: the ladder that it is given by. */
            ladder?: string;
            /** @description Where it holds; absent: at home, or the account. */
            place?: components["schemas"]["PlaceRef"];
            role: string;
        };
        FieldInfo: {
            choices: string[];
            key: string;
            label: string;
            max: number;
            required: boolean;
            /** @enum {string} */
            type: "text" | "number" | "date" | "choice" | "phone";
        };
        FirstUser: {
            email: string;
            expired: boolean;
            /** Format: date-time */
            expires_at?: string;
            id: string;
            name: string;
            /** Format: date-time */
            sent_at?: string;
        };
        FirstUserAddress: {
            /**
             * Format: email
             * @description The right address; left out: as it is.
             */
            email?: string;
        };
        FollowAddressLink: {
            /** Format: password */
            token: string;
        };
        ForgotPassword: {
            email: string;
            /**
             * @description Where the link goes: that address, or the recovery address of its owner.
             * @enum {string}
             */
            to?: "sign_in" | "recovery";
        };
        FormerUser: {
            /** @description As it was asked for. */
            email: string;
            user: components["schemas"]["User"];
        };
        FormerUsers: {
            items: components["schemas"]["FormerUser"][];
        };
        GiveSupportAccess: {
            hours?: number;
            /** @description Yourself, if left out. The command line names one. */
            operator?: string;
            /** @description The account's administrators read it. */
            reason: string;
        };
        GrantChoice: {
            /** @description All of the kind, future ones too. Left out: false where resources are named, else as it is. */
            all?: boolean;
            /** @description One, or one of each group; of what is granted. Left out: as they are. */
            defaults?: string[];
            /** @description A kind of resource. */
            kind: string;
            /** @description Only these, by id or by the product's key. Left out: as they are. */
            resources?: string[];
        };
        HealthFinding: {
            about: string;
            /** @description Absent where all is well. */
            do?: string;
            says: string;
            /** @enum {string} */
            state: "ok" | "notice" | "wrong";
        };
        InstanceHealth: {
            findings: components["schemas"]["HealthFinding"][];
            /**
             * @description The worst of the findings.
             * @enum {string}
             */
            state: "ok" | "notice" | "wrong";
            /** @description Of the program that answers. */
            version: string;
        };
        InstanceJob: {
            /** @description Its slug; absent: the instance's own. */
            account?: string;
            attempts: number;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            due: string;
            /** Format: date-time */
            ended?: string;
            /** @description Of the last attempt. */
            error: string;
            id: string;
            kind: string;
            /** @description Of a mail: which one. */
            letter: string;
            /** @enum {string} */
            state: "waiting" | "done" | "failed";
            /** @description Of a mail. */
            to: string;
        };
        InstanceJobs: {
            /** @description Counted up to 10,000. */
            failed: number;
            items: components["schemas"]["InstanceJob"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
            /** @description Counted up to 10,000. */
            waiting: number;
        };
        InvitationView: {
            account: components["schemas"]["JoinAccount"];
            email: string;
            /** Format: date-time */
            expires_at: string;
            first_name: string;
            /**
             * @description How to prove who you are: set a password, give yours, or nothing more.
             * @enum {string}
             */
            identity: "none" | "password" | "signed_in" | "somebody_else";
            /** @description Empty where it is nobody of the account: its provider invites. */
            inviter: string;
            last_name: string;
            name: string;
            /** @enum {string} */
            names: "parts" | "whole";
            /** @description The account's first user: it waits for them. */
            opening: boolean;
            /**
             * @description email_change: another address for somebody who is a user already.
             * @enum {string}
             */
            purpose: "join" | "operator" | "email_change";
        };
        Invited: {
            /** @description Why it was not sent: an error key. */
            code?: string;
            detail?: string;
            email: string;
            /** @description What the error key's sentence is filled with. */
            params?: unknown;
            /** @enum {string} */
            status: "sent" | "not_sent";
            user?: string;
        };
        InvitedMany: {
            items: components["schemas"]["Invited"][];
            sent: number;
        };
        Invitee: {
            email: string;
            /** @description Where names have parts. */
            first_name?: string;
            /** @description Where names have parts. */
            last_name?: string;
            /** @description Where names are whole. */
            name?: string;
        };
        InviteInfo: {
            allowed: boolean;
            more?: string;
            /** @enum {string} */
            why?: "no_seat" | "plan";
        };
        InviteMany: {
            emails?: string[];
            /** @description What they may use, by kind. Left out: as the product has it. */
            grants?: components["schemas"]["GrantChoice"][];
            home?: string;
            /** @description Access levels, by ladder. Left out: none. */
            levels?: components["schemas"]["LevelChoice"][];
            note?: string;
            /** @description Those whose names are known. */
            people?: components["schemas"]["Invitee"][];
            /** @description Left out: the base role. */
            roles?: components["schemas"]["RoleChoice"][];
        };
        InviteOperator: {
            /** Format: email */
            email: string;
        };
        JobProgress: {
            /** @description Rows that were tried. */
            done: number;
            id: string;
            /** @enum {string} */
            kind: "bulk";
            /** @enum {string} */
            state: "collecting" | "running" | "done" | "stopped";
            /** @description Absent while who matches is being collected. */
            total?: number;
        };
        Join: {
            /** @description Where names have parts. */
            first_name?: string;
            /** @description Where names have parts. */
            last_name?: string;
            /** @description Where names are whole. */
            name?: string;
            /** Format: password */
            password?: string;
            /** Format: password */
            token: string;
        };
        JoinAccount: {
            name: string;
            product: string;
        };
        JudgePassword: {
            /** @description Addresses, names, account and product, as the form shows them. */
            about?: string[];
            /** Format: password */
            password: string;
        };
        KnownUser: {
            /** @description As it was asked for. */
            email: string;
            user: string;
        };
        KnownUsers: {
            items: components["schemas"]["KnownUser"][];
        };
        LadderInfo: {
            key: string;
            label: string;
            levels: components["schemas"]["LevelInfo"][];
            /** @description What having no level is called. */
            none: string;
        };
        LanguageChoice: {
            /**
             * @description The language of the pages.
             * @enum {string}
             */
            language: "de" | "en";
        };
        LevelChoice: {
            /** @description The key of a ladder. */
            ladder: string;
            /** @description Left out: no level of it. */
            level?: string;
            /** @description Where it holds: places of the level's kind. None at the account. */
            places?: string[];
        };
        LevelInfo: {
            /** @description A level of administration. */
            acts: boolean;
            /** @enum {string} */
            at: "account" | "division" | "location";
            key: string;
            label: string;
            /** @description You may give it somewhere. */
            offered: boolean;
        };
        LookAtInvitation: {
            /** Format: password */
            token: string;
        };
        LookAtReset: {
            /** Format: password */
            token: string;
        };
        MadeApiKey: {
            id: string;
            /** @description Shown this once. */
            key: string;
        };
        MadeKey: {
            id: string;
            name: string;
            service_user: components["schemas"]["ServiceUserRef"];
        };
        MakeApiKey: {
            /** @description What it is: the log says it. */
            name: string;
            /** @description Only these acts and permissions. Left out: all. */
            permissions?: string[];
            /** @description Only at or below that place. Left out: anywhere. */
            place?: string;
        };
        MakeProductKey: {
            blueprint: string;
            /** @description What it is for: lists and the log show it. */
            name: string;
        };
        Me: {
            account?: components["schemas"]["AccountView"];
            accounts: components["schemas"]["MyAccount"][];
            identity: components["schemas"]["MyIdentity"];
            /** @description As you chose; absent where you did not. */
            language?: string;
            operator: boolean;
            /** @description How you like the pages to be. */
            view: components["schemas"]["OwnView"];
            /** @description As you chose; absent where you did not. */
            zone?: string;
        };
        MyAccount: {
            /**
             * @description Whether you can enter it now, and if not, why.
             * @enum {string}
             */
            entry: "open" | "suspended" | "closed" | "address_needed" | "reset_needed" | "ended";
            id: string;
            name: string;
            product: string;
            slug: string;
            /** @enum {string} */
            status: "open" | "suspended" | "closed";
        };
        MyAddresses: {
            /** @description Signs you in. */
            email: string;
            /** @description Not confirmed yet. */
            pending: components["schemas"]["PendingAddress"][];
            /** @description Gets a link where the first one is lost. */
            recovery?: string;
        };
        MyIdentity: {
            email: string;
            name: string;
        };
        MyUser: {
            email: string;
            home?: string;
            id: string;
            name: string;
        };
        NewOwner: {
            /** Format: email */
            email: string;
            first_name?: string;
            last_name?: string;
            name?: string;
        };
        OpenAccount: {
            blueprint: string;
            language?: string;
            name: string;
            owner: components["schemas"]["NewOwner"];
            plan?: string;
            seats?: number;
            slug?: string;
        };
        OpenedAccount: {
            blueprint: string;
            id: string;
            name: string;
            owner: components["schemas"]["AccountOwner"];
            slug: string;
        };
        Operator: {
            email: string;
            id: string;
            name: string;
            /** Format: date-time */
            since: string;
        };
        OperatorInvited: {
            /** @description For the command line only. */
            link?: string;
            /** @description A mail with the link is on its way. */
            sent: boolean;
        };
        Operators: {
            items: components["schemas"]["Operator"][];
        };
        Owner: {
            email: string;
            id: string;
            name: string;
        };
        Ownership: {
            /** @description What the owner becomes. */
            after: components["schemas"]["OwnershipRole"];
            owner?: components["schemas"]["Owner"];
            role: components["schemas"]["OwnershipRole"];
            /** @description Who may become the owner. */
            transfer_to: components["schemas"]["OwnershipRole"];
        };
        OwnershipRole: {
            key: string;
            label: string;
        };
        OwnResources: {
            items: components["schemas"]["ResourceRef"][];
            /** @description There are others: ask with other words. */
            more: boolean;
        };
        OwnUse: {
            /** @description All of the kind, future ones too. */
            all: boolean;
            /**
             * @description Whether one default may be chosen, or one of each group.
             * @enum {string}
             */
            choose: "none" | "one" | "per_group";
            defaults: components["schemas"]["ResourceRef"][];
            group_label?: string;
            kind: string;
            label: string;
            /** @description True: there must be a default. */
            required: boolean;
        };
        OwnUser: {
            /** @description As the account has it. */
            email: string;
            /** @description Those that you may fill in yourself. */
            fields: components["schemas"]["FieldInfo"][];
            first_name: string;
            last_name: string;
            name: string;
            /** @enum {string} */
            names: "parts" | "whole";
            /** @description By the field's key. */
            values: unknown;
        };
        OwnUses: {
            /** @description Whose words the labels are. */
            blueprint: string;
            items: components["schemas"]["OwnUse"][];
        };
        OwnView: {
            /** @description What you left out of the list of users. */
            hidden_columns: ("status" | "roles" | "home" | "last_active")[];
            /**
             * @description How close the rows of that list stand.
             * @enum {string}
             */
            rows: "roomy" | "close";
            /** @description Whether single keys do something. */
            shortcuts: boolean;
        };
        OwnViewChange: {
            /** @description What you left out of the list of users. */
            hidden_columns?: ("status" | "roles" | "home" | "last_active")[];
            /**
             * @description How close the rows of that list stand.
             * @enum {string}
             */
            rows?: "roomy" | "close";
            /** @description Whether single keys do something. */
            shortcuts?: boolean;
        };
        PasswordJudgement: {
            /** @description An error key; absent for a good one. */
            refused?: string;
        };
        PendingAddress: {
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** @enum {string} */
            kind: "sign_in" | "recovery";
        };
        Place: {
            id: string;
            /** @enum {string} */
            level: "division" | "location";
            name: string;
            /** @description Absent: directly below the account, or not in your reach. */
            parent?: string;
            /** @description For If-Match. */
            version: number;
        };
        PlaceInfo: {
            id: string;
            /** @enum {string} */
            level: "division" | "location";
            name: string;
            parent?: string;
        };
        PlaceList: {
            items: components["schemas"]["Place"][];
        };
        PlaceRef: {
            id: string;
            name: string;
        };
        Plan: {
            current: boolean;
            /** @description The same in the same order, by key. */
            feature_keys: string[];
            /** @description What it has, by label. */
            features: string[];
            key: string;
            label: string;
            more: string;
            /** @description Absent where unlimited. */
            seats?: number;
            /** @description The account changes to it by itself. */
            self_service: boolean;
        };
        PlanInfo: {
            key: string;
            label: string;
            /** @description Where to get more. */
            more?: string;
            self_service: boolean;
        };
        PlanLabel: {
            key: string;
            label: string;
        };
        Plans: {
            items: components["schemas"]["Plan"][];
        };
        PolicyInfo: {
            invitation_days: number;
            leave: boolean;
            restore_days: number;
        };
        Preferences: {
            /**
             * @description Of the pages and of the mails to you. Left out: as your browser asks, and as the account has it.
             * @enum {string}
             */
            language?: "de" | "en";
            /** @description In which times are shown, such as Europe/Lisbon. Left out: the browser's. */
            zone?: string;
        };
        Problem: {
            code: string;
            detail: string;
            field?: string;
            params?: {
                [key: string]: string;
            };
            request: string;
            status: number;
            title: string;
            type: string;
        };
        ProductKey: {
            id: string;
            /** @description Shown this once. */
            key: string;
        };
        ProductKeyPage: {
            items: components["schemas"]["ProductKeySummary"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
        };
        ProductKeySummary: {
            blueprint: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description Since then it opens nothing.
             */
            ended_at?: string;
            id: string;
            name: string;
        };
        Prove: {
            /** Format: password */
            password: string;
        };
        RegisterResource: {
            /** @description What defaults of a kind with groups go by: a carrier. */
            group?: string;
            /** @description The product's own id of it. */
            key: string;
            kind: string;
            name: string;
            /** @description Left out: the account. */
            place?: string;
        };
        RenamePlace: {
            name: string;
        };
        ResetPassword: {
            /** Format: password */
            password: string;
            /** @description Left out: true. An administrator's link always signs out. */
            sign_out_everywhere?: boolean;
            /** Format: password */
            token: string;
        };
        ResetView: {
            email: string;
        };
        Resource: {
            group?: string;
            id: string;
            /** @description The product's own id of it. */
            key: string;
            kind: string;
            name: string;
            /** @description Absent: the account, or a place above yours. */
            place?: components["schemas"]["ResourcePlace"];
            version: number;
        };
        ResourceKindInfo: {
            all_by_default: boolean;
            /** @enum {string} */
            defaults: "none" | "one" | "per_group";
            group_label?: string;
            key: string;
            label: string;
            /** @description A default must be chosen. */
            required: boolean;
        };
        ResourceList: {
            items: components["schemas"]["Resource"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
        };
        ResourcePlace: {
            id: string;
            name: string;
        };
        ResourceRef: {
            group?: string;
            id: string;
            key: string;
            name: string;
        };
        RestoredUser: {
            /** @description Roles that are no longer there. */
            dropped: string[];
            user: components["schemas"]["User"];
        };
        RestoreUser: {
            /** @description Another place, or "account": needed where the one of before is gone. */
            home?: string;
        };
        RoleChoice: {
            /** @description A place's id, or "account". Left out: where the role holds by default. */
            place?: string;
            /** @description The key of a role. */
            role: string;
            /**
             * Format: date-time
             * @description When it ends. Left out: it does not.
             */
            until?: string;
        };
        RoleInfo: {
            about: string;
            /** @description A role of administration. */
            acts: boolean;
            /** @description Kinds of resource of which it gives all. */
            all_of: string[];
            /** @description What somebody gets who is given no role. */
            base: boolean;
            key: string;
            /** @description Of users who may have it. */
            kinds: ("person" | "device" | "service")[];
            label: string;
            /** @description You may give it. */
            offered: boolean;
            scopes: string[];
            /**
             * Format: date-time
             * @description You may give it until then at most: you hold it no longer yourself. Absent where it need not end.
             */
            until?: string;
            /** @description Kinds of resource that its permissions name. */
            uses: string[];
        };
        Seats: {
            /** @description Absent where unlimited. */
            bought?: number;
            /** @description So many of those used have not joined yet. */
            invited: number;
            more: string;
            plan: string;
            self_service: boolean;
            used: number;
        };
        SeatsEvent: {
            act: string;
            /** Format: date-time */
            at: string;
            /** @description By name. */
            by: string;
            details: unknown;
        };
        SeatsHistory: {
            items: components["schemas"]["SeatsEvent"][];
            /** @description What the plans in `details` are called. */
            plans: components["schemas"]["PlanLabel"][];
        };
        SeatsInfo: {
            /** @description Absent where unlimited. */
            bought?: number;
            used: number;
        };
        SendReset: {
            /** @description True: the old password no longer opens this account. Left out: it stays valid until a new one is set. */
            end_now?: boolean;
        };
        SentReset: {
            /** @description Where the link went. */
            email: string;
            /** @description The old password no longer opens this account. */
            ended: boolean;
            /** @description False: one went a moment ago, and this only ended the old password. */
            sent: boolean;
        };
        ServicePermission: {
            act: boolean;
            group: string;
            /** @description Of a permission of the product; empty for an act. */
            label: string;
            /** @description An act, or a permission of the product. */
            permission: string;
        };
        ServicePermissions: {
            items: components["schemas"]["ServicePermission"][];
        };
        ServiceUser: {
            /** @description What you may do to it: edit, roles, keys, delete. */
            can: string[];
            /** Format: date-time */
            created_at: string;
            /** @description Has roles outside the places you see. */
            elsewhere: boolean;
            /** @description Absent: the account itself. */
            home?: components["schemas"]["PlaceRef"];
            id: string;
            /** @description Those that have not ended. */
            keys: components["schemas"]["ApiKey"][];
            name: string;
            roles: components["schemas"]["UserRole"][];
            version: number;
        };
        ServiceUserPage: {
            items: components["schemas"]["ServiceUser"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
        };
        ServiceUserRef: {
            id: string;
            name: string;
        };
        Session: {
            /** @description Where it signed in from. */
            address: string;
            /** Format: date-time */
            created_at: string;
            /** @description The one that asks. */
            current: boolean;
            id: string;
            /**
             * Format: date-time
             * @description To about five minutes.
             */
            last_seen_at: string;
            /** @description What the browser says it is. */
            user_agent: string;
        };
        Sessions: {
            items: components["schemas"]["Session"][];
        };
        SignIn: {
            email: string;
            /** Format: password */
            password: string;
        };
        StartBulk: {
            /** @enum {string} */
            do: "suspend" | "resume" | "delete" | "restore" | "resend" | "revoke" | "give_role" | "take_role" | "move";
            /** @description All that match a list's query, "status=active&q=ann"; "" is everybody. */
            filter?: string;
            /** @description Where to move: a place's id, "account". */
            home?: string;
            /** @description Where the role holds: a place's id, or "account". */
            place?: string;
            /** @description To give or take. */
            role?: string;
            /** @description These users; or a filter. */
            users?: string[];
        };
        StatusReason: {
            /** @description Told to the account's administrators. */
            reason: string;
        };
        Subscription: {
            /** @description Left out: as the plan has it. */
            bought?: number;
            /** @description Left out: as it is. */
            plan?: string;
        };
        SupportAccess: {
            email: string;
            /**
             * Format: date-time
             * @description By hand, before that.
             */
            ended?: string;
            /** Format: date-time */
            from: string;
            in_force: boolean;
            name: string;
            operator: string;
            reason: string;
            /** Format: date-time */
            until: string;
        };
        SupportAccesses: {
            items: components["schemas"]["SupportAccess"][];
        };
        SupportInfo: {
            /** @description It is you who was let in. */
            mine: boolean;
            name: string;
            operator: string;
            reason: string;
            /** Format: date-time */
            until: string;
        };
        ThemeChoice: {
            /**
             * @description How the pages look.
             * @enum {string}
             */
            theme: "system" | "light" | "dark";
        };
        TransferOwnership: {
            /** @description The new owner. */
            user: string;
        };
        User: {
            /** Format: date-time */
            activated_at?: string;
            /** @description True: the old address was ended; enters again once another is accepted. */
            address_needed: boolean;
            /** @description What you may do to this user: edit, roles, suspend, … */
            can: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            deleted_at?: string;
            /** @description Has access outside the places you see. */
            elsewhere: boolean;
            email?: string;
            /** @description An address not yet accepted. */
            email_change?: components["schemas"]["UserEmailChange"];
            erased: boolean;
            fields: unknown;
            first_name: string;
            /** @description What they may use, by kind. Of one user; lists leave it out. */
            grants?: components["schemas"]["UserGrants"][];
            /** @description Absent: the account itself. */
            home?: components["schemas"]["PlaceRef"];
            id: string;
            invitation?: components["schemas"]["UserInvitation"];
            /** @enum {string} */
            kind: "person" | "device" | "service";
            /** Format: date-time */
            last_active_at?: string;
            last_name: string;
            levels: components["schemas"]["UserLevel"][];
            /** @description Why you may not edit them: an error key. */
            locked?: string;
            /** @description Keys of service users that they made: each stops when they may no longer do what it can do. Of one user; lists leave them out. */
            makes_keys?: components["schemas"]["MadeKey"][];
            /** @description How many more they made, of service users whom you do not see. */
            makes_more_keys?: number;
            name: string;
            /** @description True: enters again once a new password was set. */
            reset_needed: boolean;
            /**
             * Format: date-time
             * @description Of a deleted user: until then.
             */
            restore_until?: string;
            roles: components["schemas"]["UserRole"][];
            /** @enum {string} */
            status: "invited" | "active" | "suspended" | "deleted";
            /** Format: date-time */
            suspended_at?: string;
            username?: string;
            version: number;
        };
        UserCounts: {
            active: number;
            deleted: number;
            invited: number;
            suspended: number;
        };
        UserEmailChange: {
            email: string;
            expired: boolean;
            /** Format: date-time */
            expires_at: string;
            /** @description True: the old address no longer lets them in. */
            old_ended: boolean;
            /** Format: date-time */
            sent_at: string;
        };
        UserEntries: {
            /** @description Sessions that this account is open in, and nothing of other accounts. */
            items: components["schemas"]["UserEntry"][];
            /** @description They were asked for a new password, and enter again once they set one. */
            reset_needed: boolean;
        };
        UserEntry: {
            /** @description Where it signed in from. */
            address: string;
            /**
             * Format: date-time
             * @description When it first entered this account.
             */
            first_at: string;
            /**
             * Format: date-time
             * @description To about five minutes.
             */
            last_at: string;
            /** @description What the browser says it is. */
            user_agent: string;
        };
        UserGrants: {
            /** @description All of the kind, future ones too. */
            all: boolean;
            /** @description A role gives all of the kind. */
            by_role: boolean;
            defaults: components["schemas"]["ResourceRef"][];
            kind: string;
            label: string;
            resources: components["schemas"]["ResourceRef"][];
        };
        UserInvitation: {
            expired: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            sent_at: string;
        };
        UserLevel: {
            /** @description Without a level: roles by which they administer all the same. */
            by_roles: string[];
            label: string;
            ladder: string;
            /** @description Absent: no level of it. */
            level?: string;
            level_label: string;
            /** @description Where it holds; none at the account. */
            places: components["schemas"]["PlaceRef"][];
        };
        UserPage: {
            counts: components["schemas"]["UserCounts"];
            items: components["schemas"]["User"][];
            /** @description Give it back as ?after= for the next page. Absent: this is the last one. */
            next?: string;
        };
        UserRole: {
            /** @description True: it follows the user's home. */
            at_home: boolean;
            /** Format: date-time */
            from?: string;
            label: string;
            /** @description Of a level: the ladder that it is given by. */
            ladder?: string;
            /** @description Absent and not at_home: the whole account. */
            place?: components["schemas"]["PlaceRef"];
            role: string;
            /** Format: date-time */
            until?: string;
        };
    };
    responses: {
        /** @description What was refused, and why. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description A retry with the same key changes nothing twice. */
        IdempotencyKey: string;
        /** @description The ETag that was read: refused if it changed. */
        IfMatch: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description store.unavailable, store.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
                /** @description A part of slug or name, or an account's id. */
                q?: string;
                /** @description open, suspended or closed; all if left out. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    open_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenAccount"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedAccount"];
                };
            };
            /** @description accounts.blueprint, accounts.plan, accounts.slug, accounts.slug_taken, accounts.seats */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description Only these acts, with commas between them: users.edit,users.suspend */
                act?: string;
                /** @description Only what they did: a user's id, operator:idn_…, instance */
                actor?: string;
                /** @description The cursor of the page before. */
                after?: string;
                /** @description From that moment on (RFC 3339). */
                from?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
                /** @description Only events at or below that place: its id. */
                place?: string;
                /** @description Only events about it: a user's id, place:plc_…, account:acc_… */
                target?: string;
                /** @description Only events that hold that text, as you see them. */
                text?: string;
                /** @description Before that moment (RFC 3339). */
                to?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    audit_chain: {
        parameters: {
            query?: {
                /** @description Events after that number. */
                after?: string;
                /** @description 1 to 2000. */
                limit?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    audit_checkpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheckpoint"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    read_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEvent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    export_audit: {
        parameters: {
            query?: {
                /** @description Only these acts, with commas between them: users.edit,users.suspend */
                act?: string;
                /** @description Only what they did: a user's id, operator:idn_…, instance */
                actor?: string;
                /** @description The cursor of the page before. */
                after?: string;
                /** @description ndjson (if left out) or csv. */
                format?: string;
                /** @description From that moment on (RFC 3339). */
                from?: string;
                /** @description Only events at or below that place: its id. */
                place?: string;
                /** @description Only events about it: a user's id, place:plc_…, account:acc_… */
                target?: string;
                /** @description Only events that hold that text, as you see them. */
                text?: string;
                /** @description Before that moment (RFC 3339). */
                to?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    verify_audit: {
        parameters: {
            query?: {
                /** @description Where the piece before ended; left out: from the beginning. */
                after?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    start_bulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBulk"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJob"];
                };
            };
            /** @description bulk.whom, bulk.needs, roles.unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description bulk.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    close_own_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseAccount"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description accounts.name */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    close_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["JobProgress"];
                };
            };
            /** @description events.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resend_first_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstUserAddress"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            /** @description accounts.joined */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    former_users: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskFormer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormerUsers"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    invite_many: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteMany"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedMany"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description accounts.not_joined */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.unknown, roles.not_given_this_way, roles.scope, roles.pick_one, users.name, roles.not_in_plan, levels.unknown, levels.one, levels.places, grants.kind, grants.twice, grants.not_here, grants.default, grants.one_default, grants.no_defaults, grants.default_needed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.exists_often */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJob"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    job_rows: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
                /** @description Only waiting, done, same or refused ones. */
                state?: string;
            };
            header?: never;
            path: {
                account: string;
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkRows"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    job_rows_file: {
        parameters: {
            query?: {
                /** @description What Usher-Next said. */
                after?: string;
                /** @description Only waiting, done, same or refused ones. */
                state?: string;
            };
            header?: never;
            path: {
                account: string;
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    undo_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkJob"];
                };
            };
            /** @description bulk.running, bulk.not_undoable */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description bulk.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    known_users: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskFormer"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownUsers"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ownership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ownership"];
                };
            };
            /** @description ownership.none */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    transfer_ownership: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferOwnership"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ownership"];
                };
            };
            /** @description signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ownership.none */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ownership.candidate */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_places: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    create_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePlace"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            /** @description places.none, places.too_many */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description places.level, places.taken */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rename_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                place: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenamePlace"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Place"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description places.taken */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_from_elsewhere: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
            };
            header?: never;
            path: {
                account: string;
                place: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElsewherePage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePlan"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plans"];
                };
            };
            /** @description plans.not_self_service */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description plans.places, seats.below_use, seats.unlimited */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description plans.unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    plans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plans"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_resources: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description Only this kind. */
                kind?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
                /** @description A part of the name or the key. */
                q?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceList"];
                };
            };
            /** @description resources.kind */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    register_resource: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterResource"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description resources.taken, resources.too_many */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description resources.kind, resources.group */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_resource: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                resource: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_resource: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                resource: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeResource"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resource"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description resources.group */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seats"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_seats: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSeats"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seats"];
                };
            };
            /** @description seats.not_self_service */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description seats.below_use, seats.unlimited */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    seats_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatsHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    service_users: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUserPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    add_service_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddServiceUser"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUser"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description accounts.not_joined, keys.name_taken, keys.too_many_users */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.unknown, roles.scope, roles.kind, roles.twice, roles.pick_one */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_service_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    edit_service_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditServiceUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUser"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description keys.name_taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.unknown, roles.scope, roles.kind, roles.twice, roles.pick_one */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    make_api_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeApiKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description keys.too_many */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description keys.permission */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    end_api_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                key: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotate_api_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                key: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    service_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePermissions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    set_subscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Subscription"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            /** @description plans.places, seats.below_use, seats.unlimited */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description plans.unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    support_access: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportAccesses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    give_support_access: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveSupportAccess"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportAccesses"];
                };
            };
            /** @description accounts.not_open, signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description support.user */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description support.operator */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    end_support_access: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
                operator: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupportAccesses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suspend_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            /** @description accounts.closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resume_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            /** @description accounts.closed_for_good */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    list_users: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description Users at or below one of these places (ids). */
                home?: string;
                /** @description Of 7d,30d,90d (within), not_30d,not_90d (not since), never. */
                last_active?: string;
                /** @description Holders of one of these levels (ladder.level), within your sight. */
                level?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
                /** @description Parts of name or address; all words must be found. */
                q?: string;
                /** @description Holders of one of these roles (keys), within your sight. */
                role?: string;
                /** @description name, last_active or created; with - before it, the other way round. */
                sort?: string;
                /** @description Of invited,active,suspended,deleted; all but deleted if left out. */
                status?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    add_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddUser"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.exists, seats.none_left, accounts.not_joined */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.name, users.field, roles.unknown, roles.not_given_this_way, roles.scope, roles.pick_one, users.field_taken, roles.not_in_plan, levels.unknown, levels.one, levels.places, grants.kind, grants.twice, grants.not_here, grants.default, grants.one_default, grants.no_defaults, grants.default_needed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.too_many, users.exists_often */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.last_top, roles.unique */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    edit_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.name, users.field, users.field_taken */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    change_email: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.deleted, users.not_active, users.exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.same_email */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.exists_often, invitations.sent_lately, invitations.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    keep_email: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    foretell_ending: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskEnding"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ending"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.one_elsewhere */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.unknown, roles.not_given_this_way, roles.scope, roles.pick_one, roles.not_in_plan, levels.unknown, levels.one, levels.places, levels.twice */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    user_entries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserEntries"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    end_entries: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.not_active */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    erase_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.not_deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assign_grants: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignGrants"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description grants.kind, grants.twice, grants.not_here, grants.default, grants.one_default, grants.no_defaults, grants.default_needed, grants.too_many */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resend_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.accepted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.sent_lately */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    effective_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectivePermissions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    send_reset: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendReset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentReset"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.not_active, passwords.no_address */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passwords.sent_lately */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    restore_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoredUser"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.not_deleted, users.restore_over, users.erased, users.home_gone, users.email_taken, users.person_here, seats.none_left */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.field_taken */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.sent_lately, invitations.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    assign_roles: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignRoles"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.one_elsewhere, roles.last_top, roles.unique */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.unknown, roles.not_given_this_way, roles.scope, roles.pick_one, roles.not_in_plan, levels.unknown, levels.one, levels.places, levels.twice */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    suspend_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.not_active, roles.last_top */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resume_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description access.self, access.not_contained */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.not_active */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stop_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowAddressLink"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description addresses.link_ended, addresses.link_expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    look_at_stop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowAddressLink"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressChange"];
                };
            };
            /** @description addresses.link_ended, addresses.link_expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    instance_audit_chain: {
        parameters: {
            query?: {
                /** @description Events after that number. */
                after?: string;
                /** @description 1 to 2000. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditChain"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    instance_audit_checkpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheckpoint"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    blueprints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Blueprints"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Check"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAnswer"];
                };
            };
            /** @description signin.needed, keys.stopped */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description access.no_act */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not_found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description check.who */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    forgot_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgotPassword"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description signin.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    instance_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceHealth"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    instance_jobs: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description mail, or another kind; all if left out. */
                kind?: string;
                /** @description 1 to 200; 50 if left out. */
                limit?: string;
                /** @description waiting (if left out), failed or done. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceJobs"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description jobs.not_failed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    join: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Join"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description signin.wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.withdrawn, invitations.other_identity, invitations.already_user, users.email_taken, users.person_here */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.ended, invitations.expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passwords.too_short, passwords.too_long, passwords.too_common, passwords.context, passwords.breached */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ask_for_new_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookAtInvitation"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    look_at_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookAtInvitation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationView"];
                };
            };
            /** @description invitations.withdrawn */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description invitations.ended, invitations.expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    me: {
        parameters: {
            query?: {
                /** @description Its id or slug; fills "account". */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    own_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leave_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description users.no_leaving */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description roles.last_top, roles.unique */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    edit_own_user: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditOwnUser"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUser"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description users.name, users.field, users.field_taken, field.unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    choose_own_defaults: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read: refused if it changed. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseDefaults"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUses"];
                };
            };
            /** @description http.version */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description resources.kind, grants.no_defaults, grants.one_default, grants.twice, grants.default_needed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    own_resources: {
        parameters: {
            query?: {
                /** @description A kind of resource. */
                kind?: string;
                /** @description A part of name or key. */
                q?: string;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnResources"];
                };
            };
            /** @description resources.kind */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    own_uses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnUses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    my_addresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyAddresses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ask_for_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskForAddress"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description addresses.same */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description addresses.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirm_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowAddressLink"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description addresses.other_identity */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description addresses.taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description addresses.link_ended, addresses.link_expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    look_at_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowAddressLink"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddressChange"];
                };
            };
            /** @description addresses.other_identity */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description addresses.link_ended, addresses.link_expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancel_address: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    set_language: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguageChoice"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description passwords.changed_meanwhile */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passwords.not_current, passwords.too_short, passwords.too_long, passwords.too_common, passwords.context, passwords.breached */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    set_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preferences"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description preferences.zone */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    prove_who_i_am: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Prove"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description passwords.changed_meanwhile */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passwords.not_current */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    my_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    set_theme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ThemeChoice"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    change_own_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnViewChange"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    operators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operators"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    invite_operator: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteOperator"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorInvited"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    remove_operator: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                operator: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description signin.proof_needed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description operators.last */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    judge_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JudgePassword"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordJudgement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    product_keys: {
        parameters: {
            query?: {
                /** @description The cursor of the page before. */
                after?: string;
                /** @description 1 to 500; 100 if left out. */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductKeyPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    make_product_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeProductKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductKey"];
                };
            };
            /** @description accounts.blueprint */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    end_product_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description A retry with the same key changes nothing twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description passwords.link_ended, passwords.link_expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description passwords.too_short, passwords.too_long, passwords.too_common, passwords.context, passwords.breached */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    look_at_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookAtReset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetView"];
                };
            };
            /** @description passwords.link_ended, passwords.link_expired */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description signin.wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.too_many */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description signin.busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
}
